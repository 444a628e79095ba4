from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from fondaco.core.texts import Text
from fondaco.presence.exports.images import IMAGES, broken, map_image, timeline_image
from fondaco.presence.facts import PlaceFact
from tests.presence.exports.test_tables import presence
from tests.presence.records import activity, taking_part

UID = "23456789ab"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>&\"' \x00\x0b\ufffe 🙂"
CLEAN = "</text><script>&\"' 🙂"


def texts(image: str, tag: str = "text") -> list[str]:
    found = ElementTree.fromstring(image).iter(SVG + tag)
    return ["".join(one.itertext()) for one in found]


def test_an_image_says_what_it_is_in_the_language_of_the_moment() -> None:
    year = presence(activity("BE", "MX"))
    with override("it"):
        image = map_image(year)
    root = ElementTree.fromstring(image)
    assert root.get("lang") == "it"
    assert (
        root[0].text
        == "Dove si sono tenute le attività – Network – La presenza nel 2016"
    )
    assert root[1].tag == f"{SVG}desc"
    assert "La grandezza di ogni luogo" in (root[1].text or "")
    assert {"Belgio", "Messico"} <= set(texts(image))


def test_an_image_brings_its_style_and_asks_for_no_other_file() -> None:
    year = presence(activity("BE", "MX"))
    for draw in IMAGES.values():
        image = draw(year)
        assert ".shape-core" in "".join(texts(image, "style"))
        for word in ("href", "var(", "url(", "@import", "<script"):
            assert word not in image


def test_a_hostile_text_is_text() -> None:
    where = activity(
        uid=UID, title=Text(HOSTILE, "en"), places=(PlaceFact("BE", HOSTILE, 50, 4),)
    )
    year = presence(where, taking_part(where, 1))
    for draw in IMAGES.values():
        told = [text.replace("  ", " ") for text in texts(draw(year), "title")]
        assert any(CLEAN in text for text in told)


def test_a_timeline_has_a_lane_for_each_cluster_and_tells_each_activity() -> None:
    where = activity("BE", uid=UID, start="2016-11", title=Text("Fair", "en"))
    undated = activity(start="2016", title=Text("Talk", "en"))
    image = timeline_image(presence(where, taking_part(where, 2, "speaker"), undated))
    assert [name for name in texts(image) if name in {"C1", "C2", "C3"}] == [
        "C1",
        "C2",
        "C3",
    ]
    assert (
        "Fair – 1 November 2016 – 30 November 2016 (some time within this period) "
        "– Speaker"
    ) in texts(image, "title")
    assert "Some time within this period" in texts(image)


def test_an_image_says_which_filters_it_was_drawn_under() -> None:
    where = activity("BE", uid=UID)
    year = presence(where, taking_part(where, 1), cluster="c1", country="BE")
    image = timeline_image(year)
    assert "Filters in use: Belgium" in texts(image)
    assert texts(image, "title")[0].endswith("C1: presence in 2016")
    assert texts(image)[-1].endswith("/en/clusters/c1/presence/2016/?country=BE")


def test_what_the_page_does_not_draw_is_empty() -> None:
    assert [draw(presence()) for draw in IMAGES.values()] == ["", ""]
    online = presence(activity(is_virtual=True))
    assert (map_image(online), bool(timeline_image(online))) == ("", True)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a b", ["a b"]),
        ("aaaa bbbb", ["aaaa", "bbbb"]),
        ("x" * 9, ["x" * 9]),
    ],
)
def test_a_text_is_broken_into_lines_between_words(text: str, lines: list[str]) -> None:
    assert broken(text, 30, 10) == lines
