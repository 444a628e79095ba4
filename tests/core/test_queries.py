import pytest

from fondaco.core.queries import overlapping_facts
from tests.factories import make_cluster, make_label

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (("2012", "2014"), ("2013", "2015"), True),
        (("2012", ""), ("2013", ""), True),
        (("2012", "2014"), ("2015", ""), False),
        # In the year of the change both may have held, one after the other.
        (("2012", "2014"), ("2014", "2016"), False),
        # Nobody says since when.
        (("", "2014"), ("2012", ""), False),
        (("2012", ""), ("", ""), False),
        # It ended by 2014 at the latest, and perhaps long before.
        (("2010", "../2014"), ("2012", ""), False),
    ],
)
def test_facts_overlap_where_both_surely_held(
    one: tuple[str, str], other: tuple[str, str], overlap: bool
) -> None:
    cluster = make_cluster()
    first, second = (
        make_label(cluster, valid_from=begins, valid_until=ends)
        for begins, ends in (one, other)
    )
    assert overlapping_facts(first, ("cluster",)) == [second] * overlap
    assert overlapping_facts(second, ("cluster",)) == [first] * overlap


def test_other_accounts_and_facts_of_others_do_not_overlap() -> None:
    fact = make_label(make_cluster())
    account = make_label(fact.cluster, alternative_to=fact)
    make_label(make_cluster())
    assert overlapping_facts(fact, ("cluster",)) == []
    assert overlapping_facts(account, ("cluster",)) == []
