"""Personal data: all of it declared, told, erased with its histories, and let go."""

import datetime as dt
import json
from collections import Counter
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.db.models import EmailField, GenericIPAddressField
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fondaco.accounts.models import User
from fondaco.config import env
from fondaco.core.actions import save_record
from fondaco.core.models import ErasureReceipt, KeptDraft, OutboxEntry, Purge, UndoStep
from fondaco.core.outbox import enqueue
from fondaco.core.privacy import (
    all_kinds,
    all_rules,
    declared_columns,
    erase,
    foresee,
    tell,
)
from fondaco.core.reading import is_readable
from fondaco.registry.models import Person, ProposedChange
from fondaco.registry.privacy import subject_of
from tests.conftest import Cast
from tests.factories import (
    cite,
    make_activity,
    make_mandate,
    make_participation,
    make_person,
    make_user,
)

LONG_AGO = timezone.now() - dt.timedelta(days=4000)


def _looks_personal(field: Any) -> bool:
    about = {get_user_model(), Person}
    if isinstance(field, EmailField | GenericIPAddressField):
        return True
    if field.is_relation:
        return field.related_model in about and not field.auto_created
    return any(word in field.name for word in ("phone", "email", "given_name"))


def test_every_column_about_somebody_is_declared() -> None:
    undeclared = sorted(
        (model._meta.label, field.name)
        for model in apps.get_models()
        if not hasattr(model, "instance_type") and not model._meta.auto_created
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if _looks_personal(field)
        and (model._meta.label, field.name) not in declared_columns()
    )
    assert undeclared == []


def test_what_is_declared_exists_and_is_said_in_full() -> None:
    for kind in all_kinds():
        known = {field.name for field in kind.model._meta.get_fields()}
        assert set(kind.columns) <= known, kind.name
        texts = (kind.label, kind.purpose, kind.kept, kind.origin, kind.seen_by)
        assert all(str(text) for text in texts), kind.name


def everything_of(cast: Cast) -> Any:
    """A person with something of each kind."""
    user = make_user(email="ada@example.org", name="Ada")
    person = make_person(
        given_name="Ada", user=user, email="Ada.Rossi@example.org", is_public=True
    )
    person.family_name = "Bianchi"
    save_record(person, actor=cast.administrator)
    EmailAddress.objects.create(user=user, email="ada@example.org", verified=True)
    make_mandate(person, "president", cluster=cast.cluster)
    activity = make_activity(cast.network)
    participation = make_participation(activity, cast.cluster)
    participation.attendances.create(person=person, capacity_it="socia")
    KeptDraft.objects.create(owner=user, path="/x/", words={"q": ["1"]})
    KeptDraft.objects.create(
        owner=cast.manager, path=f"/gestione/persone/{person.uid}/", words={}
    )
    UndoStep.objects.create(owner=cast.manager, entries=[{"before": person.uid}])
    payload = {"to": ["ada@example.org"], "subject": "S", "text": "T"}
    enqueue("mail", payload)
    enqueue("mail", payload, key="once")
    enqueue("mail", payload | {"to": ["dada@example.org"]})
    return person


def test_all_that_is_held_is_read_in_two_queries(cast: Cast) -> None:
    """The rows of all kinds, and the sources that speak of them: one of each."""
    assert all(is_readable(kind.model) for kind in all_kinds())
    subject = subject_of(everything_of(cast))
    tell(subject)
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            told = tell(subject)
            foresee(subject)
        assert len(queries) == 4
        assert len(told) > 6
        KeptDraft.objects.create(owner=subject.user, path=f"/{number}/", words={})
        activity = make_activity(cast.network)
        participation = make_participation(activity, cast.cluster)
        cite(participation.attendances.create(person=subject.person))
        make_mandate(subject.person, "president", cluster=cast.other_cluster)
    drafts = next(one for one in told if one.kind.name == "drafts")
    assert ["1"] in [
        value.raw.get("q")
        for row in drafts.rows
        for value in row
        if value.name == "words"
    ]


def test_what_is_told_is_words_and_no_notation(cast: Cast) -> None:
    """Also of what the machine keeps as data within data."""
    person = everything_of(cast)
    ProposedChange.objects.create(
        organisation=cast.member,
        field="offers_it",
        before="",
        after="Laser",
        proposed_by=person.user,
    )
    told = {one.kind.name: one.rows for one in tell(subject_of(person))}
    said = {
        name: {value.label: value.words for value in told[name][0]}
        for name in ("mails", "proposed_changes")
    }
    assert said["mails"]["Contenuto"] == (
        "destinatario: ada@example.org; oggetto: S; testo: T"
    )
    assert said["proposed_changes"]["Campo"] == "Che cosa offre (italiano)"


def mentions_anywhere(*words: str) -> list[tuple[str, str]]:
    """Every text of every table, histories and outbox included."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                text = " ".join(map(str, row)).lower()
                found += [(table, word) for word in words if word in text]
    return found


def test_an_erasure_leaves_no_word_of_the_person_in_any_table(cast: Cast) -> None:
    person = everything_of(cast)
    subject, uid = subject_of(person), person.uid
    foreseen: Counter[str] = Counter()
    for one in foresee(subject):
        foreseen[one.kind.name] += one.number
    words = ("bianchi", "ada.rossi@example.org", " ada@example.org", uid)
    assert mentions_anywhere(*words)
    receipt = erase(subject, means="letter", role="keeper")
    done = {name: sum(numbers.values()) for name, numbers in receipt.counts.items()}
    assert done == foreseen
    assert mentions_anywhere(*words, "'ada@example.org", '"ada@example.org') == []
    assert OutboxEntry.objects.get(key="once").state == "dropped"
    left = OutboxEntry.objects.exclude(key="once").get()
    assert left.payload["to"] == ["dada@example.org"]
    assert tell(subject) == []


def test_what_a_source_attests_stays_under_its_name_alone(cast: Cast) -> None:
    person = everything_of(cast)
    office = make_mandate(person, "director", cluster=cast.cluster, is_public=True)
    cite(office)
    fates = {
        one.kind.name: one.erasure.fate.value for one in foresee(subject_of(person))
    }
    assert fates["mandates"] == "kept"
    assert fates["person"] == "blanked"
    erase(subject_of(person), means="online", role="administrator")
    person.refresh_from_db()
    assert (str(person), person.email, person.user) == ("Ada Bianchi", "", None)
    assert list(person.mandates.all()) == [office]
    assert mentions_anywhere("ada.rossi@example.org") == []
    assert not User.objects.filter(email="ada@example.org").exists()


def test_an_erasure_happens_whole_or_not_at_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = everything_of(cast)
    monkeypatch.setattr(ErasureReceipt.objects, "create", lambda **values: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        erase(subject_of(person), means="letter", role="keeper")
    assert person.mandates.count() == 1
    assert KeptDraft.objects.count() == 2


def test_contacts_that_nothing_rests_on_go_and_others_stay(cast: Cast) -> None:
    gone = make_person(email="gone@example.org", maintained_by=cast.cluster)
    cited, official = make_person(), make_person()
    cite(cited)
    make_mandate(official, "president", cluster=cast.cluster)
    public = make_person(is_public=True)
    recent = make_person()
    old = Person.objects.exclude(pk=recent.pk)
    old.update(modified_at=LONG_AGO)
    Person.history.model.objects.update(history_date=LONG_AGO)
    out = StringIO()
    call_command("retention", "--dry-run", "--json", stdout=out)
    assert json.loads(out.getvalue())["contacts"] == 1
    assert Purge.objects.count() == 0
    out = StringIO()
    call_command("retention", stdout=out)
    assert "contacts: 1 gone (after 1095 days)" in out.getvalue()
    kept = Person.objects.filter(pk__in=[one.pk for one in (cited, official, public)])
    assert kept.count() == 3
    assert not Person.objects.filter(pk=gone.pk).exists()
    assert ErasureReceipt.objects.get().means == "retention"
    assert Purge.objects.get(rule="contacts").number == 1
    assert Purge.objects.count() == len(all_rules())


def test_periods_are_set_by_rule(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setenv("FONDACO_RETENTION", "drafts=7, contacts=730")
    settings.RETENTION = env.periods("FONDACO_RETENTION")
    periods = {rule.name: rule.period for rule in all_rules()}
    assert (periods["drafts"], periods["contacts"], periods["undo"]) == (7, 730, 1)
    for wrong in ("drafts", "drafts=0", "drafts=-1", "=3", "drafts=ten"):
        monkeypatch.setenv("FONDACO_RETENTION", wrong)
        with pytest.raises(ImproperlyConfigured, match="wants days by rule"):
            env.periods("FONDACO_RETENTION")


def test_settled_mails_lose_their_words_and_keep_their_keys(db: None) -> None:
    for key in ("", "once"):
        entry = enqueue("mail", {"to": ["a@example.org"]}, key=key)
        assert entry is not None
    OutboxEntry.objects.update(state="done", finished_at=LONG_AGO)
    call_command("retention", stdout=StringIO())
    left = OutboxEntry.objects.get()
    assert (left.key, left.payload) == ("once", {})
