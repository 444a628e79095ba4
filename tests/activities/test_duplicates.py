"""Whether an activity is in the calendar already."""

from typing import Any

import pytest

from fondaco.activities.duplicates import likely_duplicates
from fondaco.registry.scope import Scope
from tests.conftest import Cast
from tests.factories import make_activity, make_network, make_place

NOBODY = Scope()


def found(activity: Any, scope: Scope = NOBODY) -> list[Any]:
    return [duplicate.activity for duplicate in likely_duplicates(activity, scope)]


def draft(cast: Cast, **fields: Any) -> Any:
    fields = {
        "title_it": "",
        "title_en": "European Cluster Conference 2016",
        "start": "2016-12-01",
        "end": "2016-12-02",
        "is_published": False,
    } | fields
    return make_activity(fields.pop("network", cast.network), **fields)


@pytest.mark.parametrize(
    ("known", "alike"),
    [
        ({"title_en": "European Cluster Conference"}, True),
        ({"title_en": "", "title_it": "EUROPEAN CLUSTER CONFERENCE"}, True),
        ({"title_en": "Conference, European cluster", "start": "2016-11-25"}, True),
        ({"title_en": "European Cluster Conference 2014"}, False),
        ({"title_en": "Green Days"}, False),
        ({"start": "2016-10-01", "end": "2016-10-02"}, False),
        ({"start": "2016-12", "end": None}, True),
        ({"start": "2016", "end": None}, True),
        ({"start": None, "end": None}, True),
        ({"start": None, "end": None, "title_en": "European Conference"}, True),
        ({"start": None, "end": None, "title_en": "Cluster Conferences"}, False),
        ({"edition": 3}, False),
        ({"is_published": False}, False),
    ],
)
def test_what_is_called_so_near_in_time_is_likely_the_same(
    cast: Cast, known: dict[str, Any], alike: bool
) -> None:
    mine = draft(cast, edition=2)
    other = draft(cast, **({"is_published": True} | known))
    assert found(mine) == ([other] if alike else [])


def test_other_names_count_and_other_countries_exclude(cast: Cast) -> None:
    mine = draft(cast, title_en="Conferenza europea dei cluster")
    other = draft(cast, is_published=True)
    other.aliases.create(name="Conferenza europea dei cluster")
    assert found(mine) == [other]
    make_place(other, "BE")
    assert found(mine) == [other]
    make_place(mine, "FR")
    assert found(mine) == []
    make_place(mine, "BE")
    assert found(mine) == [other]


def test_another_network_its_own_parts_and_hidden_drafts_are_never_offered(
    cast: Cast,
) -> None:
    mine = draft(cast)
    draft(cast, is_published=True, network=make_network())
    draft(cast, is_published=True, parent=mine)
    hidden = draft(cast, maintained_by=cast.other_cluster)
    assert found(mine) == []
    whole = draft(cast, is_published=True)
    mine.parent = whole
    mine.save()
    assert found(mine) == []
    theirs = Scope(managed_clusters=frozenset({cast.other_cluster.pk}))
    assert found(mine, theirs) == [hidden]


def test_an_activity_without_dates_is_compared_by_its_name_alone(cast: Cast) -> None:
    mine = draft(cast, start=None, end=None)
    same = draft(cast, is_published=True)
    draft(cast, is_published=True, title_en="Cluster Conference")
    assert found(mine)[0] == same
