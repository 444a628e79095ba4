"""Facts that held at the same time, as far as their dates say so for sure."""

import pytest

from fondaco.core.queries import overlapping_facts
from tests.conftest import Cast
from tests.factories import make_label


@pytest.mark.parametrize(
    ("begins", "ends", "overlaps"),
    [
        ("2015", "", True),
        ("2015", "2019", True),
        ("2012", "2013", False),
        ("2012", "2014", False),
        ("2012", "2015-06", True),
        ("2018", "", False),
        ("2017", "", False),
        ("", "", False),
        ("2012", "../2013", False),
        ("2012", "2017/..", True),
    ],
)
def test_only_what_surely_held_together_overlaps(
    cast: Cast, begins: str, ends: str, overlaps: bool
) -> None:
    """The label held surely from the end of 2014 to the beginning of 2017."""
    label = make_label(cast.cluster, valid_from="2014", valid_until="2017")
    other = make_label(cast.cluster, "gold", valid_from=begins, valid_until=ends)
    assert overlapping_facts(label, ("cluster",)) == ([other] if overlaps else [])
    assert overlapping_facts(other, ("cluster",)) == ([label] if overlaps else [])


def test_other_accounts_and_other_things_do_not_overlap(cast: Cast) -> None:
    label = make_label(cast.cluster)
    account = make_label(cast.cluster, alternative_to=label)
    make_label(cast.other_cluster)
    assert overlapping_facts(label, ("cluster",)) == []
    assert overlapping_facts(account, ("cluster",)) == []
