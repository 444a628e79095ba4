import ast
import re
from pathlib import Path

import pytest

from fondaco.config import data_folder, settings

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "settings.md"


def variables_read() -> list[str]:
    """The first argument of every call of `env.<reader>` that settings rest on."""
    names = {
        call.args[0].value
        for module in (settings, data_folder)
        for call in ast.walk(ast.parse(Path(str(module.__file__)).read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and isinstance(call.args[0], ast.Constant)
    }
    return sorted(map(str, names))


def sections() -> dict[str, str]:
    parts = re.split(r"^### `(\w+)`$", PAGE.read_text(), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_the_page_explains_every_variable_and_no_other() -> None:
    assert sorted(sections()) == variables_read()


@pytest.mark.parametrize("name", variables_read())
def test_each_variable_has_its_default_and_an_example(name: str) -> None:
    section = sections()[name]
    assert re.search(r"^- Default: \S", section, flags=re.MULTILINE)
    assert re.search(
        rf"^- Example: `{name}(_FILE)?=[^`]+`$", section, flags=re.MULTILINE
    )
