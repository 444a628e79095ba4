import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.presence.filters import Filters
from fondaco.presence.forms import last_year, read_question
from tests.factories import make_source
from tests.presence.records import cluster, network

pytestmark = pytest.mark.django_db
LAST = last_year()
NETWORKS = (network(cluster(1)), network(cluster(2), pk=2, slug="other"))


def test_nothing_asked_is_the_first_network_without_filters() -> None:
    question = read_question(2016, {}, NETWORKS)
    assert (question.network, question.filters) == (NETWORKS[0], Filters())
    assert (question.problems, question.remarks) == ((), ())


def test_every_filter_is_read() -> None:
    make_source(slug="article")
    asked = {
        "network": "other",
        "cluster": "C2",
        "country": "br",
        "area": "beyond",
        "kind": "fair",
        "level": "3",
        "step": "unknown",
        "source": "article",
    }
    question = read_question(2016, asked, NETWORKS)
    assert question.network == NETWORKS[1]
    assert question.filters == Filters(
        network="other",
        cluster="c2",
        country="BR",
        area="beyond",
        kind="fair",
        level=3,
        step="unknown",
        source="article",
    )


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("network", "x", "“network” takes one of net, other, not “x”."),
        ("cluster", "c2", "“cluster” takes one of c1, not “c2”."),
        ("area", "x", "“area” takes one of europe, beyond, abroad, online, not “x”."),
        ("level", "6", "“level” takes one of 0, 1, 2, 3, 4, 5, not “6”."),
        ("level", "three", "“level” takes one of 0, 1, 2, 3, 4, 5, not “three”."),
        ("step", "-1", "“step” takes one of 0, 1, 2, 3, 4, 5, unknown, not “-1”."),
        (
            "area",
            "\x00",
            "“area” takes one of europe, beyond, abroad, online, not “�”.",
        ),
    ],
)
def test_a_filter_amiss_is_named_with_what_it_takes(
    name: str, value: str, problem: str
) -> None:
    question = read_question(2016, {name: value}, NETWORKS)
    assert question.problems == (problem,)
    assert question.filters == Filters()


def test_what_is_no_filter_is_told_and_ignored() -> None:
    question = read_question(2016, {"fbclid": "x", "country": "BE"}, NETWORKS)
    assert question.problems == ()
    assert question.filters == Filters(country="BE")
    assert question.remarks == (
        "No filter is called “fbclid”: it was ignored. There are network, cluster, "
        "country, area, kind, level, step, source.",
    )


@pytest.mark.parametrize(
    ("year", "valid"), [(1899, False), (1900, True), (LAST, True), (LAST + 1, False)]
)
def test_a_year_is_within_what_dates_can_be(year: int, *, valid: bool) -> None:
    question = read_question(year, {}, NETWORKS)
    assert question.is_year is valid
    assert question.problems == (
        () if valid else (f"A year is a number from 1900 to {LAST}.",)
    )


@given(
    st.dictionaries(
        st.sampled_from(
            ["network", "cluster", "country", "area", "kind", "level", "step", "source"]
        ),
        st.text(),
    )
)
def test_whatever_is_asked_there_is_an_answer(asked: dict[str, str]) -> None:
    question = read_question(2016, asked, NETWORKS)
    assert question.problems or question.filters
