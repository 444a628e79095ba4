"""Every address as every one of the cast: what one may not see is not there."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from fondaco.activities.models import (
    ActivityAlias,
    Attendance,
    Claim,
    Minutes,
    TargetCountry,
)
from fondaco.core.attachments import attach_file
from fondaco.core.models import Import
from fondaco.core.partial_dates import PartialDate
from fondaco.core.tasks import add_task
from fondaco.correspondence.letters import token_of
from fondaco.correspondence.models import Delivery, Note, Segment
from fondaco.registry.models import (
    Competence,
    LegalForm,
    Management,
    Mandate,
    MemberCount,
    Membership,
    NetworkMembership,
    Recognition,
    WorkingGroup,
)
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_body,
    make_bulletin,
    make_circular,
    make_consent,
    make_count,
    make_delivery,
    make_encounter,
    make_feed,
    make_label,
    make_list,
    make_organisation,
    make_outcome,
    make_participation,
    make_partnership,
    make_party,
    make_person,
    make_place,
    make_position,
    make_press_item,
    make_programme,
    make_project,
    make_proposal,
    make_proposal_count,
    make_source,
)
from tests.newsroom.confirming.findings import make_finding, make_reading

pytestmark = pytest.mark.walk

EVERYONE = frozenset(
    {
        "administrator",
        "coordinator",
        "manager",
        "other_manager",
        "member_contact",
        "participant",
        "stranger",
    }
)
EDITORS = frozenset({"administrator", "coordinator", "manager", "other_manager"})
KEEPERS = frozenset({"administrator", "coordinator", "manager"})
NETWORK = frozenset({"administrator", "coordinator"})
ADMINISTRATOR = frozenset({"administrator"})
SIGNED_IN = EVERYONE - {"stranger"}
# Where an office makes no difference, these ask for all.
ANY_OFFICE = frozenset({"administrator", "participant", "stranger"})
INVITING = EDITORS | {"member_contact"}

# Who opens a record of `cast.cluster` to change it, where that is not KEEPERS.
CHANGE = {
    "network": NETWORK,
    "networkmembership": NETWORK,
    "claim": NETWORK,
    "proposalcount": NETWORK,
    "competence": EDITORS,
    "programme": EDITORS,
    "source": EDITORS,
    "user": ADMINISTRATOR,
}
DELETE = {
    "network": ADMINISTRATOR,
    "cluster": ADMINISTRATOR,
    "competence": ADMINISTRATOR,
    "programme": ADMINISTRATOR,
    "source": ADMINISTRATOR,
    "organisation": KEEPERS,
}
# Who opens the empty form and the list, where that is not EDITORS.
ADD = {
    "network": ADMINISTRATOR,
    "cluster": NETWORK,
    "networkmembership": NETWORK,
    "claim": NETWORK,
    "proposalcount": NETWORK,
    "user": ADMINISTRATOR,
}
MANAGE = {
    "network": NETWORK,
    "networkmembership": NETWORK,
    "claim": NETWORK,
    "proposalcount": NETWORK,
    "user": ADMINISTRATOR,
    "task": SIGNED_IN,
}
# Pages that show something only to some, beside the management of records.
PRIVATE_PAGES = {
    "registry:duplicate_list": EDITORS,
    "registry:proposal_list": EDITORS,
    "registry:organisation_likenesses": EDITORS,
    "portal:desk": SIGNED_IN,
    "portal:jobs": ADMINISTRATOR,
    "portal:retention": ADMINISTRATOR,
    "portal:named_people": EDITORS,
    "portal:own_data": SIGNED_IN,
    "portal:own_data_json": SIGNED_IN,
    "portal:own_data_zip": SIGNED_IN,
    "portal:own_erasure": SIGNED_IN,
    # There is no receipt yet.
    "portal:erasure_receipt": frozenset(),
    "portal:import_start": EDITORS,
    "newsroom:pressitem_upload": EDITORS,
    "newsroom:pressitem_fetch": EDITORS,
    "newsroom:subscriber_numbers": EDITORS,
    # It is a draft, which is nowhere for visitors; and no subscriber has this token.
    "newsroom:bulletin_detail": frozenset(),
    "newsroom:bulletin_pdf": frozenset(),
    "newsroom:subscription_end": frozenset(),
    "account_change_password": SIGNED_IN,
    # Of one's own account; what one does not have is not there.
    **dict.fromkeys(
        (
            "account_page",
            "account_key_add",
            "account_key_made",
            "account_webhook",
            "account_webhook_made",
            "mfa_index",
            "mfa_list_webauthn",
            "socialaccount_connections",
            "account_profile",
            "account_email_change",
            "account_reauthenticate",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_generate_recovery_codes",
            "mfa_edit_webauthn",
            "mfa_remove_webauthn",
            "mfa_authenticate",
            "mfa_login_webauthn",
        ),
        SIGNED_IN,
    ),
    **dict.fromkeys(
        # The last has nothing to say where no contact is set.
        ("mfa_view_recovery_codes", "mfa_deactivate_totp", "oidc_callback", "security"),
        frozenset(),
    ),
    **dict.fromkeys(("registry:invitations", "registry:invitation_new"), INVITING),
}


@dataclass(frozen=True)
class Address:
    name: str
    path: str
    allowed: frozenset[str]

    @property
    def asking(self) -> frozenset[str]:
        if self.allowed in {EVERYONE, SIGNED_IN, frozenset()}:
            return ANY_OFFICE
        # A coordinator may what a manager may, and no more than an administrator.
        is_between = {"manager", "administrator"} <= self.allowed
        return EVERYONE - {"coordinator"} if is_between else EVERYONE


def patterns(
    resolver: URLResolver, namespace: str = "", arguments: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in resolver.url_patterns:
        if str(entry.pattern).startswith("api/"):
            continue  # Programs sign in otherwise: `tests/api` asks it.
        names = (*arguments, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            if entry.name:
                yield f"{namespace}{entry.name}", names
        elif entry.namespace != "api":  # it is walked in tests/api
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry, inner, names)


@pytest.fixture
def drafts(cast: Cast) -> dict[str, Any]:
    """One unpublished record of each kind, all of them of `cast.cluster`."""
    network, cluster = cast.network, cast.cluster
    activity = make_activity(network, is_published=False, maintained_by=cluster)
    participation = make_participation(activity, cluster, is_published=False)
    organisation = cast.member
    person = make_person(maintained_by=cluster)
    partnership = make_partnership(network, is_published=False, maintained_by=cluster)
    since = {"valid_from": PartialDate.year(2015)}
    records: list[Any] = [
        make_place(activity),
        make_body(activity, make_organisation()),
        ActivityAlias.objects.create(activity=activity, name="Altro nome"),
        Attendance.objects.create(participation=participation, person=make_person()),
        network,
        cluster,
        organisation,
        person,
        activity,
        participation,
        partnership,
        make_project(network, is_published=False, maintained_by=cluster),
        make_proposal(network, is_published=False, maintained_by=cluster),
        make_party(partnership=partnership, cluster=cluster),
        make_proposal_count(network),
        make_count(activity, number=3),
        make_outcome(participation, is_published=False),
        make_programme(),
        make_source(),
        make_label(cluster),
        Competence.objects.create(name_it="Fusione", name_en="Casting"),
        Claim.objects.create(network=network, year=2016, statement_it="Più forte"),
        TargetCountry.objects.create(cluster=cluster, year=2016, country="BR"),
        LegalForm.objects.create(cluster=cluster, form="association", **since),
        MemberCount.objects.create(
            cluster=cluster, population="members", unit="bodies", number=9
        ),
        Recognition.objects.create(
            cluster=cluster, recognised_by=make_organisation(), **since
        ),
        Management.objects.create(
            cluster=cluster, organisation=make_organisation(), **since
        ),
        make_position(person, organisation),
        make_consent(person),
        WorkingGroup.objects.create(cluster=cluster, name_it="Tavolo"),
        Minutes.objects.create(activity=activity, text_it="Deciso."),
        make_encounter(activity, cluster, make_organisation(), cluster=cluster),
        make_list(cluster),
        make_press_item(cluster),
        make_finding(make_reading(cluster, network)),
        make_feed(cluster),
        make_bulletin(cluster, network, slug_it="bozza", slug_en="draft"),
        Segment.objects.create(cluster=cluster, name="Tutti"),
        make_delivery(make_circular(cluster), person),
        make_circular(cluster),
        Note.objects.create(cluster=cluster, kind="call", summary="Richiama."),
        Membership.objects.get(cluster=cluster, organisation=organisation),
        NetworkMembership.objects.get(cluster=cluster),
        Mandate.objects.create(person=person, kind="other", cluster=cluster, **since),
        cast.participant,
        Import.objects.create(
            kind="organisations",
            cluster=cluster.pk,
            file_name="soci.csv",
            headers=["Nome"],
            mapping=["name"],
            preview={"samples": [["Alfa"]]},
        ),
        attach_file(
            participation,
            SimpleUploadedFile("presenze.pdf", b"%PDF-1.7"),
            kind="attendance_sheet",
            title="",
            actor=None,
        ),
        add_task(
            "Chiamare",
            due_on=dt.date(2026, 3, 1),
            owner=cast.manager,
            actor=None,
            record=participation,
        ),
    ]
    return {type(record)._meta.model_name or "": record for record in records}


MANAGED = frozenset(
    {
        "manage",
        "add",
        "change",
        "delete",
        "history",
        "supersede",
        "publish",
        "merge",
        "bulk",
        "views",
        # Pages of one record beside these.
        "preview",
        "test",
        "send",
        "cancel",
        "fill",
        "log",
        "sheet",
        "state",
        "group",
        "reading",
        "compose",
        "correct",
        "decide",
        "link",
    }
)
# Of what one keeps for oneself there is nothing yet.
NOTHING_YET = frozenset({"view", "restore", "undo"})


def allowed_to(name: str, model: str, verb: str) -> frozenset[str]:
    if verb in {"manage", "bulk", "views"}:
        return MANAGE.get(model, EDITORS)
    if verb == "log":
        return KEEPERS
    if verb == "add":
        return ADD.get(model, EDITORS)
    if verb == "delete":
        return DELETE.get(model, CHANGE.get(model, KEEPERS))
    return CHANGE.get(model, KEEPERS)


def addresses(drafts: dict[str, Any]) -> Iterator[Address]:
    """Every named address, filled in with the drafts, and who must reach it."""
    for name, arguments in patterns(get_resolver()):
        words = name.rpartition(":")[2].rpartition("_")
        model, verb = words[0], words[2]
        if verb in MANAGED and not name.startswith("account_"):
            assert model in drafts, f"The walk has no {model} to visit {name} with."
            allowed = allowed_to(name, model, verb)
            values = fill(arguments, drafts[model])
        elif name == "portal:import_template":
            allowed = EDITORS
            values = fill(arguments, drafts["import"]) | {"kind": "organisations"}
        elif "kind" in arguments:
            allowed = KEEPERS
            values = fill(arguments, drafts["participation"])
        elif verb == "sources":
            row = drafts[model]
            owner = row.participation if model == "attendance" else row.activity
            allowed = KEEPERS
            values = fill(arguments, owner) | {"row": row.pk}
        elif verb in NOTHING_YET or name == "web:undo":
            allowed = frozenset()
            values = fill(arguments, drafts.get(model, drafts["cluster"]))
        elif name == "portal:import_errors":
            allowed, values = KEEPERS, fill(arguments, drafts["import"])
        elif name in PRIVATE_PAGES:
            allowed = PRIVATE_PAGES[name]
            values = fill(arguments, drafts.get(model, drafts["user"]))
        elif name.startswith("portal:person_"):
            allowed, values = KEEPERS, fill(arguments, drafts["person"])
        elif name == "catalogue_file":
            allowed, values = EVERYONE, {"file_format": "ttl"}
        elif verb in {"schedule", "calendar"} and arguments:
            allowed = frozenset()  # they hold published activities only
            values = fill(arguments, drafts.get(model, drafts["network"]))
        elif "uid" in arguments and verb in {"detail", "feed"}:
            allowed = EVERYONE if model == "programme" else KEEPERS
            if verb == "feed":
                allowed = frozenset()  # a feed holds published activities only
            values = fill(arguments, drafts[model])
        elif name == "registry:organisation_proposals":
            allowed = KEEPERS
            values = fill(arguments, drafts["organisation"])
        elif name in {"portal:organisation_detail", "registry:organisation_profile"}:
            allowed = KEEPERS | {"member_contact"}
            values = fill(arguments, drafts["organisation"])
        else:
            allowed = EVERYONE
            values = fill(arguments, drafts.get(model, drafts["cluster"]))
        yield Address(name, reverse(name, kwargs=values), allowed)


def fill(arguments: tuple[str, ...], record: Model) -> dict[str, object]:
    delivery = Delivery.objects.first()
    known: dict[str, object] = {
        "token": token_of(delivery) if delivery else "unknown",
        "row": 0,
        "version": "0",
        "kind": record._meta.label_lower,
        "year": 2016,
        "code": "P01",
        "file_format": "json",
        "uidb36": "1",
        "key": getattr(record, "uid", record.pk),
        "uid": getattr(record, "uid", record.pk),
        "pk": record.pk,
        "slug": getattr(record, "slug", ""),
        # Of the files of open data.
        "name": "clusters",
        "part": "sources",
        "number": 1,
    }
    return {name: known[name] for name in arguments}


@pytest.fixture
def clients(cast: Cast) -> dict[str, Client]:
    """A browser for each of the cast, signed in but for the stranger's."""
    made = {}
    for role in sorted(EVERYONE):
        made[role] = Client()
        who = getattr(cast, role)
        if who is not None:
            made[role].force_login(
                who, backend="fondaco.accounts.backends.EmailBackend"
            )
    return made


def is_reached(response: HttpResponseBase) -> bool:
    """Whether a page answered, or led on to one; sent to sign in is kept out."""
    response.close()
    assert response.status_code in {200, 301, 302, 404, 405}, response
    sent_away = response.headers.get("Location", "").startswith(
        reverse("account_login")
    )
    return response.status_code != 404 and not sent_away


def test_every_address_as_every_one_of_the_cast(
    clients: dict[str, Client], drafts: dict[str, Any]
) -> None:
    """And no link of any page is without an address of its own."""
    wrong = []
    for address in addresses(drafts):
        for role in sorted(address.asking):
            page = clients[role].get(address.path)
            if not page.streaming and b'href=""' in page.content:
                wrong.append((address.name, role, "has an empty link"))
            if is_reached(page) != (role in address.allowed):
                wrong.append((address.name, role, "may, or may not"))
    assert wrong == []


# What is posted to on purpose; every other page is only read.
READ_VERBS = {"manage", "history", "preview", "log", "sheet"}
FORM_VERBS = (
    MANAGED - READ_VERBS | {"sources", "attach", "task", "unsubscribe"} | NOTHING_YET
)
OTHER_FORMS = frozenset(
    {
        # A list that is added to where it stands.
        "web:task_manage",
        "web:undo",
        # Mail programs post there by themselves.
        "correspondence:unsubscribe",
        "registry:duplicate_list",
        "registry:organisation_profile",
        "registry:organisation_proposals",
        "portal:jobs",
        "portal:own_data",
        "portal:own_erasure",
        "portal:person_erasure",
        "portal:retention",
        "portal:import_start",
        "portal:import_detail",
        "account_login",
        "account_logout",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_from_key",
        "account_profile",
        "account_email_change",
        "account_email_confirm",
        "account_sessions",
        "account_key_add",
        "account_key_withdraw",
        "account_webhook",
        "account_webhook_made",
        "account_unlink",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "mfa_generate_recovery_codes",
        "oidc_login",
        "newsroom:pressitem_upload",
        "newsroom:pressitem_fetch",
        "newsroom:subscriber_numbers",
        "newsroom:subscribe",
        # Mail programs post there by themselves.
        "newsroom:subscription_confirm",
        "newsroom:subscription_end",
        "registry:invitation_new",
        "registry:invitation_resend",
        "registry:invitation_revoke",
        "registry:invitation_accept",
    }
)


def test_pages_that_are_only_read_refuse_a_post_whatever_token_it_has(
    cast: Cast, drafts: dict[str, Any]
) -> None:
    wrong = []
    for client in (Client(), Client(enforce_csrf_checks=True)):
        for address in addresses(drafts):
            verb = address.name.rpartition("_")[2]
            if address.name in OTHER_FORMS or verb in FORM_VERBS:
                continue
            response = client.post(address.path)
            allowed = response.headers.get("Allow", "")
            if (response.status_code, allowed) != (405, "GET, HEAD"):
                wrong.append((address.name, response.status_code, allowed))
    assert wrong == []


def test_nobody_writes_where_they_may_not_look(
    cast: Cast,
    clients: dict[str, Client],
    drafts: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Pages that are only read refuse every POST alike, with 405.

    What is refused is in the log with who tried and what.
    """
    wrong = []
    for address in addresses(drafts):
        for role in sorted(address.asking - address.allowed):
            caplog.clear()
            response = clients[role].post(address.path)
            if response.status_code != 405 and is_reached(response):
                wrong.append((address.name, role))
            who = getattr(getattr(cast, role), "pk", "none")
            line = f"POST {address.path}, account {who}, address 127.0.0.1"
            if response.status_code == 404 and line not in caplog.text:
                wrong.append((address.name, f"{role} is not in the log"))
    assert wrong == []
    for record in drafts.values():
        record.refresh_from_db()


# Mail programs press it without having opened the page (RFC 8058); the address holds a
# secret instead.
ONE_CLICK = frozenset(
    {
        "correspondence:unsubscribe",
        "newsroom:subscription_confirm",
        "newsroom:subscription_end",
    }
)


def test_no_form_is_taken_without_its_token(cast: Cast, drafts: dict[str, Any]) -> None:
    """Of whoever may do everything: nothing else stands in the way."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        cast.administrator, backend="fondaco.accounts.backends.EmailBackend"
    )
    wrong, forms = [], 0
    for address in addresses(drafts):
        status = client.post(address.path).status_code
        forms += status == 403
        if status not in {403, 405} and address.name not in ONE_CLICK:
            wrong.append((address.name, status))
    assert wrong == []
    assert forms > 100
    for record in drafts.values():
        record.refresh_from_db()
