"""A bulletin on paper: typst sets it, and gets every word as data."""

import json
from importlib import resources
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext

from fondaco.core.texts import localised
from fondaco.newsroom.exports.blocks import blocks_of
from fondaco.newsroom.letters import base_url, name_of
from fondaco.newsroom.models import Bulletin, Correction
from fondaco.newsroom.queries.bulletins import Reading
from fondaco.web.templatetags.words import in_words


def pdf_of(
    bulletin: Bulletin, reading: Reading, corrections: list[Correction], url: str
) -> bytes:
    """Fonts are those of the typst package: a server may have none."""
    # Twenty megabytes, which only who prints needs.
    import typst  # noqa: PLC0415

    data = document_of(bulletin, reading, corrections, url)
    pdf = typst.compile(
        resources.files(__package__).joinpath("bulletin.typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )
    assert isinstance(pdf, bytes)
    return pdf


def document_of(
    bulletin: Bulletin, reading: Reading, corrections: list[Correction], url: str
) -> dict[str, Any]:
    assert bulletin.published_at is not None
    day = timezone.localdate(bulletin.published_at)
    return {
        "language": reading.language,
        "title": reading.title,
        "kicker": name_of(bulletin.body, reading.language),
        "when": gettext("Published %(when)s.") % {"when": in_words(day)},
        "address": url,
        "printed": gettext("printed on %(day)s")
        % {"day": in_words(timezone.localdate())},
        "blocks": blocks_of(reading.tokens, base_url()),
        "corrections_title": gettext("Corrections"),
        "corrections": [
            {
                "day": in_words(timezone.localdate(one.published_at)),
                "note": localised(one, "note").text,
            }
            for one in corrections
        ],
        "records_title": gettext("Records"),
        "records": [
            {
                "number": one.number,
                "pages": [
                    {"title": record.title.text, "link": base_url() + record.url}
                    for record in one.records
                ],
            }
            for one in reading.sentences
        ],
        "page_language": get_language(),
    }
