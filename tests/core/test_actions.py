import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from fondaco.core.actions import (
    delete_record,
    save_addressed,
    save_fact,
    save_record,
    supersede_fact,
)
from fondaco.core.partial_dates import PartialDate
from fondaco.registry.models import Label, Organisation
from tests.factories import make_cluster, make_label, make_user

pytestmark = pytest.mark.django_db


def dates(label: Label) -> tuple[str, str]:
    label.refresh_from_db()
    return str(label.valid_from), str(label.valid_until)


def test_the_history_says_who_saved_and_deleted_and_why() -> None:
    user, label = make_user(), Label(cluster=make_cluster(), level="gold")
    save_record(label, actor=user, reason="add")
    delete_record(label, actor=user, reason="delete")
    entries = Label.history.order_by("history_date", "history_id").values_list(
        "history_type", "history_user", "history_change_reason"
    )
    assert list(entries) == [("+", user.pk, "add"), ("-", user.pk, "delete")]


def test_what_hangs_on_a_record_is_saved_with_it_or_nothing_is() -> None:
    def fail() -> None:
        raise ValidationError("no")

    with pytest.raises(ValidationError):
        save_record(
            Label(cluster=make_cluster(), level="gold"), actor=None, write_rows=fail
        )
    assert list(Label.objects.all()) == []


def test_an_address_is_made_of_the_first_words_there_are_and_kept() -> None:
    names = ["acronym", "name"]
    first = Organisation(name="Officine Dimostrative S.r.l.", kind="company")
    save_addressed(first, words=names, actor=None)
    first.name = "Another name"
    save_addressed(first, words=names, actor=None)
    second = Organisation(name="Officine Dimostrative S.r.l.", kind="company")
    save_addressed(second, words=names, actor=None)
    assert [first.slug, second.slug] == [
        "officine-dimostrative-srl",
        "officine-dimostrative-srl-2",
    ]


def test_a_name_without_letters_is_addressed_by_its_identifier() -> None:
    organisation = Organisation(name="株式会社", kind="company")
    save_addressed(organisation, words=["name"], actor=None)
    assert organisation.slug == organisation.uid


def test_a_long_name_leaves_room_for_a_number_in_its_address() -> None:
    name = "a" * 300
    addresses = []
    for _ in range(2):
        organisation = Organisation(name=name, kind="company")
        save_addressed(organisation, words=["name"], actor=None)
        addresses.append(organisation.slug)
    assert addresses == ["a" * 76, "a" * 76 + "-2"]


def test_to_prefer_another_account_takes_the_others_along() -> None:
    cluster = make_cluster()
    first = make_label(cluster)
    second = make_label(cluster, alternative_to=first, preference_reason_it="Prima.")
    third = make_label(cluster, alternative_to=first)
    first.alternative_to = second
    save_fact(first, actor=None)
    accounts = {one.pk: one.alternative_to_id for one in Label.objects.all()}
    assert accounts == {first.pk: second.pk, second.pk: None, third.pk: second.pk}
    second.refresh_from_db()
    assert second.preference_reason_it == ""


@pytest.mark.parametrize(
    ("begins", "ended"),
    [
        ("2016-11-23", "2016-11-22"),
        ("2016-11", "2016-11"),
        ("2016-autumn", "2016-autumn"),
        ("2016", "2016"),
    ],
)
def test_a_fact_ends_where_its_successor_begins(begins: str, ended: str) -> None:
    cluster = make_cluster()
    old = make_label(cluster, "bronze", valid_from="2012")
    new = Label(cluster=cluster, level="gold", valid_from=PartialDate.parse(begins))
    supersede_fact(old, new, actor=None)
    assert dates(old) == ("2012", ended)
    assert old.superseded_by == new


def test_an_end_that_is_known_already_is_kept() -> None:
    cluster = make_cluster()
    old = make_label(cluster, valid_from="2012", valid_until="2014")
    new = Label(cluster=cluster, level="gold", valid_from=PartialDate.year(2015))
    supersede_fact(old, new, actor=None)
    assert dates(old) == ("2012", "2014")


@pytest.mark.parametrize(
    ("begins", "message"),
    [
        ("", "Say since when it is so."),
        ("2011", "It would begin before the fact that it replaces."),
    ],
)
def test_a_successor_begins_at_a_time_that_can_be(begins: str, message: str) -> None:
    cluster = make_cluster()
    old = make_label(cluster, valid_from="2012")
    new = Label(cluster=cluster, level="gold", valid_from=PartialDate.parse(begins))
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        supersede_fact(old, new, actor=None)
    assert refusal.value.message_dict == {"valid_from": [message]}
    assert dates(old) == ("2012", "")
    assert new.pk is None
