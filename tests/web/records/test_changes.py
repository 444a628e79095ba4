"""The history of a record, as its keepers read it."""

from simple_history.utils import update_change_reason

from fondaco.core.actions import save_record
from fondaco.core.partial_dates import PartialDate
from fondaco.registry.records import LABELS
from fondaco.web.records.changes import FieldChange, read_changes, version_of
from tests.conftest import Cast
from tests.factories import make_label, make_mandate, make_person, make_user


def test_each_change_says_who_when_and_what(cast: Cast) -> None:
    label = make_label(cast.cluster, "bronze", valid_from="2014")
    label.level = "gold"
    label.valid_until = PartialDate.year(2016)
    save_record(label, actor=cast.manager, reason="publish rows:core.citation")
    changed, created = read_changes(label, cast.manager)
    assert (changed.who, created.who) == ("cluster_manager", "")
    assert changed.what.count(";") == 2
    assert [(one.before, one.after) for one in changed.fields] == [
        ("", "2016"),
        ("Bronze", "Gold"),
    ]
    assert FieldChange("Cluster", "", cast.cluster.acronym) in created.fields


def test_reasons_given_in_a_sentence_stay_one(cast: Cast) -> None:
    label = make_label(cast.cluster)
    for reason in ("Loaded with the network", "rows:no.model", "publish twice"):
        update_change_reason(label, reason)
        (change,) = read_changes(label, cast.manager)
        assert change.what.endswith(f"; {reason}")


def test_somebody_without_a_name_is_not_told_by_e_mail(cast: Cast) -> None:
    label = make_label(cast.cluster)
    save_record(label, actor=make_user(name="", email="secret@example.org"))
    assert "secret" not in read_changes(label, cast.manager)[0].who


def test_people_whom_the_reader_may_not_see_are_not_named(cast: Cast) -> None:
    person = make_person(family_name="Segreti", maintained_by=cast.other_cluster)
    mandate = make_mandate(person, "president", cluster=cast.cluster)
    told = str(read_changes(mandate, cast.manager))
    assert "Segreti" not in told
    assert "Segreti" in str(read_changes(mandate, cast.other_manager))


def test_a_version_changes_with_its_record(cast: Cast) -> None:
    label = make_label(cast.cluster)
    first = version_of(label)
    assert version_of(label) == first
    label.save()
    assert version_of(label) != first
    assert read_changes(label, cast.manager, since=first) != []
    assert read_changes(label, cast.manager, since=version_of(label)) == []
    assert read_changes(label, cast.manager, since="9" * 5000) != []
    assert version_of(LABELS.model()) == ""
    LABELS.model.history.all().delete()
    assert version_of(label) == "0"
