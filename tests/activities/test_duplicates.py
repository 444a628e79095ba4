"""Whether an activity is in the calendar already."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fondaco.activities.duplicates import _near_in_time, _said, likely_duplicates
from fondaco.activities.models import Activity
from fondaco.core.models import LikelyPair
from fondaco.registry.duplicates import KINDS, find_duplicates, in_words
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


def test_what_was_recorded_twice_is_found_at_night_and_waits_for_its_keeper(
    cast: Cast, client: Client
) -> None:
    kept_by = {"maintained_by": cast.cluster}
    days = {"start": "2016-11-23", "end": "2016-11-25"}
    fair = {"title_it": "Fiera dell'aria", "title_en": ""}
    one = make_activity(cast.network, **fair, **days, **kept_by)
    other = make_activity(
        cast.network,
        title_it="FIERA DELL’ARIA",
        title_en="",
        **days,
        maintained_by=cast.other_cluster,
    )
    undated = make_activity(cast.network, **fair, start="", end="", **kept_by)
    for activity in (one, other):
        make_place(activity, "FR", city="Lyon")
    # Others: elsewhere, a year later, its own part, of another network.
    elsewhere = make_activity(cast.network, **fair, **days)
    make_place(elsewhere, "ES")
    make_activity(cast.network, **fair, start="2017-11-23", end="2017-11-25")
    make_activity(make_network(), **fair, **days)
    part = make_activity(cast.network, **fair, **days, parent=one)
    assert find_duplicates(KINDS["activities"])
    pairs = {
        (pair.first_id, pair.second_id): in_words(pair.reasons)
        for pair in LikelyPair.objects.all()
    }
    assert len(pairs[one.pk, other.pk]) == 3
    # What says no place may be that of either; a part is not its whole.
    dated = {pair for pair in pairs if undated.pk not in pair}
    assert dated == {
        (one.pk, other.pk),
        (other.pk, part.pk),
        (elsewhere.pk, part.pk),
    }
    assert (one.pk, undated.pk) in pairs
    client.force_login(cast.manager)
    page = client.get(reverse("registry:duplicate_list"), {"kind": "activities"})
    assert "Fiera dell&#x27;aria (23 novembre 2016)" in page.content.decode()
    compare_urls = [url for _pair, _names, url in page.context["pairs"]]
    assert all(client.get(url).status_code == 200 for url in compare_urls)


def test_only_those_near_in_time_are_compared(db: None) -> None:
    """The work grows with the years, not with their square."""
    start = dt.date(2000, 1, 1)
    said = [
        _said(
            Activity(
                pk=number + 1,
                start_earliest=start + dt.timedelta(days=20 * number),
                start_latest=start + dt.timedelta(days=20 * number),
            )
        )
        for number in range(200)
    ]
    assert len(list(_near_in_time(said))) == 0
