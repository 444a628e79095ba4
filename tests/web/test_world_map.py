import re

from django.utils.translation import override

from fondaco.web.charts import MapMark
from fondaco.web.charts.world_map import lay_out, radius_of
from tests.web.rendering import flat, render

BRUSSELS = MapMark(50.85, 4.35, "Brussels", 6, 3, "/brussels/")
PARIS = MapMark(48.86, 2.35, "Paris", 3, 2, "/paris/")
SAO_PAULO = MapMark(-23.55, -46.63, "São Paulo", 1, 4, "/sao-paulo/")
MAP = (
    "{% world_map title=t description=d marks=marks value_label='activities' "
    "one_label='activity' %}"
)


def test_europe_is_enlarged_and_the_rest_stays_on_the_world() -> None:
    world, europe = lay_out([BRUSSELS, PARIS, SAO_PAULO])
    assert [placed.mark for placed in world.marks] == [SAO_PAULO]
    assert [placed.mark for placed in europe.marks] == [BRUSSELS, PARIS]
    assert world.frame is not None


def test_without_european_places_there_is_only_the_world() -> None:
    (world,) = lay_out([SAO_PAULO])
    assert world.paper.name == "world"
    assert world.frame is None


def test_without_places_there_is_an_empty_world() -> None:
    (world,) = lay_out([])
    assert world.marks == []


def test_a_compact_map_has_one_panel() -> None:
    assert [panel.paper.name for panel in lay_out([PARIS], compact=True)] == ["europe"]
    both = lay_out([PARIS, SAO_PAULO], compact=True)
    assert [panel.paper.name for panel in both] == ["world"]
    assert [panel.paper.name for panel in lay_out([], compact=True)] == ["world"]


def test_areas_are_in_proportion_to_values() -> None:
    assert radius_of(4, 4) == 2 * radius_of(1, 4) == 24
    assert radius_of(9, 9) == 30
    assert radius_of(10_000, 10_000) == 30


def test_a_mark_is_never_too_small_to_be_seen() -> None:
    assert radius_of(1, 10_000) == 10
    assert radius_of(0, 1) == 10


def test_a_mark_that_gives_way_keeps_a_line_to_its_place() -> None:
    twin = MapMark(50.85, 4.35, "Bruxelles", 6, 3, "/b/")
    (europe,) = [
        panel for panel in lay_out([BRUSSELS, twin]) if panel.paper.name == "europe"
    ]
    assert all(placed.origin for placed in europe.marks)


def test_every_mark_is_a_link_with_its_words() -> None:
    with override("it"):
        html = flat(render(MAP, t="Dove", d="Luoghi", marks=[BRUSSELS, SAO_PAULO]))
    marks = re.findall(r'<a class="map-mark level-(\d)" href="([^"]+)">', html)
    assert marks == [("4", "/sao-paulo/"), ("3", "/brussels/")]
    assert "<title>Brussels: 6 activities – Relatore</title>" in html
    assert "<title>São Paulo: 1 activity – " in html
    assert html.count("<desc ") == html.count("<svg class=") - html.count("level-shape")


def test_co_ordinates_keep_their_decimal_point_in_italian() -> None:
    with override("it"):
        html = render(MAP, t="Dove", d="", marks=[BRUSSELS, PARIS, SAO_PAULO])
    numbers = re.findall(r'\s(?:r|x|y|x1|y1|transform)="([^"]+)"', html)
    assert numbers
    assert not any("," in number for number in numbers)


def test_the_table_says_the_same_from_the_largest_on() -> None:
    html = flat(render(MAP, t="Where", d="", marks=[SAO_PAULO, PARIS, BRUSSELS]))
    table = html[html.index("<tbody>") :]
    assert re.findall(r'<a href="([^"]+)">', table) == [
        "/brussels/",
        "/paris/",
        "/sao-paulo/",
    ]


def test_a_page_with_thirty_places_stays_small() -> None:
    marks = [
        MapMark(40 + n / 2, n, f"Place {n}", n, n % 6, f"/{n}/") for n in range(30)
    ]
    assert len(render(MAP, t="Where", d="", marks=marks)) < 40_000
