"""Saving facts: one account is preferred, and what came after ends what was."""

import pytest
from django.core.exceptions import ValidationError

from fondaco.core.actions import (
    delete_record,
    save_addressed,
    save_fact,
    save_record,
    supersede_fact,
)
from fondaco.core.models import Source
from fondaco.core.partial_dates import PartialDate
from fondaco.registry.models import Label
from tests.conftest import Cast
from tests.factories import make_cluster, make_label, make_source


def test_a_record_and_its_rows_are_saved_together_or_not_at_all(cast: Cast) -> None:
    def fail() -> None:
        raise ValidationError("The rows are wrong.")

    label = Label(cluster=cast.cluster, level="gold")
    with pytest.raises(ValidationError):
        save_record(label, actor=cast.manager, write_rows=fail)
    assert not Label.objects.exists()
    assert not Label.history.exists()


def test_saving_and_deleting_tell_who_and_why(cast: Cast) -> None:
    label = make_label(cast.cluster)
    save_record(label, actor=cast.manager, reason="publish")
    delete_record(label, actor=cast.coordinator, reason="merge")
    deleted, changed, _created = Label.history.all()
    assert (changed.history_user, changed.history_change_reason) == (
        cast.manager,
        "publish",
    )
    assert (deleted.history_user, deleted.history_change_reason) == (
        cast.coordinator,
        "merge",
    )


def test_addresses_are_made_once_and_never_collide(db: None) -> None:
    make_source(slug="il-sole", title="Il Sole")
    source = Source(title="Il Sole")
    save_addressed(source, words=("title",), actor=None)
    assert source.slug == "il-sole-2"
    source.title = "Another title"
    save_addressed(source, words=("title",), actor=None)
    assert source.slug == "il-sole-2"
    unnamed = Source(title="日本")
    save_addressed(unnamed, words=("title",), actor=None)
    assert unnamed.slug == unnamed.uid
    long = Source(title="x" * 300)
    save_addressed(long, words=("title",), actor=None)
    assert len(long.slug) == 76


def test_all_accounts_of_a_fact_point_to_the_one_preferred(cast: Cast) -> None:
    first, second = make_label(cast.cluster), make_label(cast.cluster, "silver")
    third = make_label(cast.cluster, "gold")
    for other in (second, third):
        other.alternative_to = first
        save_fact(other, actor=None)
    first.alternative_to = second
    save_fact(first, actor=None)
    accounts = dict(Label.objects.values_list("pk", "alternative_to"))
    assert accounts == {first.pk: second.pk, second.pk: None, third.pk: second.pk}


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("2016-03-01", "2016-02-29"),
        ("2016-03", "2016-03"),
        ("2016", "2016"),
        ("2016-autumn", "2016-autumn"),
    ],
)
def test_a_fact_ends_on_the_eve_of_what_came_after(
    cast: Cast, begins: str, ends: str
) -> None:
    old = make_label(cast.cluster, valid_from="2014")
    new = Label(cluster=cast.cluster, level="gold")
    new.valid_from = PartialDate.parse(begins)
    supersede_fact(old, new, actor=None)
    old.refresh_from_db()
    assert (str(old.valid_until), old.superseded_by) == (ends, new)


def test_an_end_that_a_source_gave_stays(cast: Cast) -> None:
    old = make_label(cast.cluster, valid_from="2014", valid_until="2015")
    new = Label(cluster=cast.cluster, level="gold")
    new.valid_from = PartialDate.year(2017)
    supersede_fact(old, new, actor=None)
    old.refresh_from_db()
    assert str(old.valid_until) == "2015"


def test_what_came_after_is_recorded_once(cast: Cast) -> None:
    old = make_label(cast.cluster, valid_from="2014")
    for refused in (False, True):
        new = Label(cluster=cast.cluster, level="gold")
        new.valid_from = PartialDate.year(2016)
        if not refused:
            supersede_fact(old, new, actor=None)
            continue
        with pytest.raises(ValidationError):
            supersede_fact(old, new, actor=None)
    assert Label.objects.count() == 2


@pytest.mark.parametrize("begins", ["", "2013"])
def test_what_came_after_has_a_beginning_after_the_old_one(
    cast: Cast, begins: str
) -> None:
    old = make_label(cast.cluster, valid_from="2014")
    new = Label(cluster=cast.cluster, level="gold")
    new.valid_from = PartialDate.parse(begins)
    with pytest.raises(ValidationError):
        supersede_fact(old, new, actor=None)
    assert Label.objects.count() == 1


@pytest.mark.parametrize("begins", ["2011", "2012-01-01"])
def test_what_came_after_did_not_begin_before(db: None, begins: str) -> None:
    cluster = make_cluster()
    old = make_label(cluster, valid_from="2012-01-01", valid_until="2015-09-30")
    new = Label(cluster=cluster, level="gold", valid_from=PartialDate.parse(begins))
    with pytest.raises(ValidationError) as refusal:
        supersede_fact(old, new, actor=None)
    assert list(refusal.value.message_dict) == ["valid_from"]
    assert Label.objects.count() == 1
