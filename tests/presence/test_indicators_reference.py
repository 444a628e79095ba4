import re
from pathlib import Path

import pytest
from django.utils import translation

from fondaco.presence.indicators import INDICATORS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "indicators.md"


def sections() -> dict[str, str]:
    parts = re.split(r"^### (P\d+)$", PAGE.read_text(), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_the_page_explains_every_indicator_and_no_other() -> None:
    assert list(sections()) == list(INDICATORS)


@pytest.mark.parametrize("code", INDICATORS)
def test_the_page_gives_the_rule_in_the_words_of_the_program(code: str) -> None:
    indicator, section = INDICATORS[code], sections()[code]
    quoted = re.findall(r"^> (.*)$", section, flags=re.MULTILINE)
    with translation.override("en"):
        assert " ".join(quoted) == str(indicator.rule)
        heading = f"{str(indicator.label).capitalize()}, in {indicator.unit}."
    assert section.split("\n\n")[1] == heading
