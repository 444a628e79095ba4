import pytest

from fondaco.presence.filters import Filters, in_area


def test_filters_are_their_address() -> None:
    assert Filters().query == ""
    assert Filters(country="BR", level=3).query == "?country=BR&level=3"
    assert Filters(cluster="a b&c").query == "?cluster=a+b%26c"


def test_a_scope_keeps_the_network_and_the_cluster() -> None:
    filters = Filters(network="n", cluster="c", country="BR", level=3)
    assert filters.only_scope == Filters(network="n", cluster="c")


@pytest.mark.parametrize(
    ("country", "area", "inside"),
    [
        ("IT", "europe", True),
        ("IT", "beyond", False),
        ("IT", "abroad", False),
        ("BE", "abroad", True),
        ("BR", "beyond", True),
        ("BR", "online", False),
        ("BR", "", True),
    ],
)
def test_a_country_lies_in_an_area(country: str, area: str, *, inside: bool) -> None:
    assert in_area(country, area=area, home="IT") is inside
