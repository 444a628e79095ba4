"""Inviting people to act, and what they get when they accept."""

import datetime as dt
import logging
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django.fixtures import Settings

from fondaco.accounts.models import User
from fondaco.core.models import OutboxEntry
from fondaco.registry import inviting
from fondaco.registry.forms.facts import MandateForm
from fondaco.registry.forms.invitations import InvitationForm
from fondaco.registry.models import Invitation, Mandate, Person
from fondaco.registry.permissions import OPENING
from fondaco.registry.scope import Scope, scope_of
from tests.conftest import Cast
from tests.factories import (
    PASSWORD,
    make_mandate,
    make_organisation,
    make_person,
    make_user,
)
from tests.submitting import said

pytestmark = pytest.mark.django_db
GUEST = "nuova@example.org"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def invite(client: Client, actor: User, **values: Any) -> Any:
    client.force_login(actor, backend="fondaco.accounts.backends.EmailBackend")
    form = {
        "given_name": "Nuova",
        "family_name": "Persona",
        "email": GUEST,
        "language": "en",
    }
    return client.post(reverse("registry:invitation_new"), form | values)


def latest_link() -> str:
    entry = OutboxEntry.objects.order_by("pk").last()
    assert entry is not None
    assert entry.payload["to"] == [GUEST]
    return re.findall(r"https?://\S+", entry.payload["text"])[0]


def accept(link: str, client: Client | None = None, **values: Any) -> Any:
    form = {"name": "Nuova Persona", "language": "en", "password": PASSWORD}
    return (client or Client()).post(link, form | values)


def scope_of_guest() -> Scope:
    return scope_of(User.objects.get(email=GUEST))


def test_whoever_accepts_in_italian_is_welcomed_once(
    cast: Cast, client: Client
) -> None:
    invite(
        client,
        cast.manager,
        role="cluster_manager",
        cluster=cast.cluster.pk,
        language="it",
    )

    done = accept(latest_link(), language="it")

    assert said(done) == [
        "Ti diamo il benvenuto. Questa è la tua scrivania: qui c’è ciò che curi e ciò "
        "che ti aspetta. In “Il mio account” aggiungi una passkey o un secondo fattore."
    ]


def test_a_manager_invites_a_colleague_who_then_manages_the_same_cluster(
    cast: Cast, client: Client, settings: Settings
) -> None:
    answer = invite(
        client, cast.manager, role="cluster_manager", cluster=cast.cluster.pk
    )
    assert answer.headers["Location"] == reverse("registry:invitations")
    link = latest_link()
    assert link.startswith(settings.BASE_URL.geturl())
    guest = Client()
    page = guest.get(link).content.decode()
    assert "asks you to act as cluster manager" in page

    done = accept(link, guest)

    assert done.headers["Location"] == reverse("portal:desk")
    assert said(done) == [
        "Welcome. This is your desk: what you look after is here, and what waits for "
        "you. Under “My account” you add a passkey or a second factor."
    ]
    user = User.objects.get(email=GUEST)
    assert user.check_password(PASSWORD)
    assert (user.person.maintained_by, str(user.person)) == (
        cast.cluster,
        "Nuova Persona",
    )
    assert scope_of(user).managed_clusters == {cast.cluster.pk}
    (one,) = Invitation.objects.all()
    assert (one.state, one.accepted_by) == ("accepted", user)
    assert Mandate.objects.get(person=user.person).history.get().history_user == user


def test_the_link_works_once_and_its_token_is_not_kept(
    cast: Cast, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    invite(client, cast.manager, role="cluster_manager", cluster=cast.cluster.pk)
    link = latest_link()
    token = link.rstrip("/").rpartition("/")[2]
    assert token not in str(Invitation.objects.values().get())
    accept(link)
    with caplog.at_level(logging.WARNING, "fondaco.security"):
        again = accept(link)
    assert "It was accepted already" in again.content.decode()
    assert "spent invitation" in caplog.text
    assert User.objects.filter(email=GUEST).count() == 1


def _accepted_by_the_guest(one: Invitation) -> None:
    inviting.accept_invitation(one, user=User.objects.get(email=GUEST))


def _revoked(one: Invitation) -> None:
    Invitation.objects.filter(pk=one.pk).update(revoked_at=timezone.now())


def _expired(one: Invitation) -> None:
    Invitation.objects.filter(pk=one.pk).update(expires_at=timezone.now())


def _erased(one: Invitation) -> None:
    Invitation.objects.filter(pk=one.pk).delete()


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (_accepted_by_the_guest, "My desk"),
        (_revoked, "It was withdrawn"),
        (_expired, "It has expired"),
        (_erased, "It was withdrawn"),
    ],
)
@pytest.mark.parametrize("is_meanwhile", [False, True])
def test_who_has_an_account_and_presses_accept_too_late_is_told_why(
    cast: Cast, client: Client, happens: Any, said: str, is_meanwhile: bool
) -> None:
    """Before the click, or between the look at the invitation and its acceptance."""
    user = make_user(email=GUEST, language="en")
    invite(client, cast.manager, role="cluster_manager", cluster=cast.cluster.pk)
    link, one, waiting = latest_link(), Invitation.objects.get(), [happens]
    client.force_login(user, backend="fondaco.accounts.backends.EmailBackend")

    def meanwhile(execute: Any, sql: str, params: Any, *more: Any) -> Any:
        # By then the invitation was read: now the account of its address is sought.
        if waiting and any(GUEST in str(value) for value in params or ()):
            waiting.pop()(one)
        return execute(sql, params, *more)

    if is_meanwhile:
        with connection.execute_wrapper(meanwhile):
            page = client.post(link, follow=True)
    else:
        waiting.pop()(one)
        page = client.post(link, follow=True)
    assert waiting == []
    assert (page.status_code, said in page.content.decode()) == (200, True)
    number = int(happens is _accepted_by_the_guest)
    assert Mandate.objects.filter(person__user=user).count() == number


def test_who_is_signed_in_as_somebody_else_signs_out_on_the_page(
    cast: Cast, client: Client
) -> None:
    invite(client, cast.manager, role="cluster_manager", cluster=cast.cluster.pk)
    link = latest_link()
    page = client.get(link).content.decode()
    assert "Sign out, then open the link again." in page
    action = reverse("account_logout")
    assert f'action="{action}"' in page
    back = re.findall(r'name="next" value="([^"]+)"', page)[0]
    answer = client.post(action, {"next": back}, follow=True)
    assert link.endswith(answer.redirect_chain[-1][0])
    assert "asks you to act as cluster manager" in answer.content.decode()


def test_a_new_account_is_made_of_no_invitation_that_went_meanwhile(
    cast: Cast, client: Client
) -> None:
    invite(client, cast.manager, role="cluster_manager", cluster=cast.cluster.pk)
    link, one, waiting = latest_link(), Invitation.objects.get(), [_revoked]

    def meanwhile(execute: Any, sql: str, params: Any, *more: Any) -> Any:
        if waiting and any(GUEST in str(value) for value in params or ()):
            waiting.pop()(one)
        return execute(sql, params, *more)

    with connection.execute_wrapper(meanwhile):
        page = accept(link)
    assert "It was withdrawn" in page.content.decode()
    assert not User.objects.filter(email=GUEST).exists()


@pytest.mark.parametrize(
    ("who", "role", "body"),
    [
        ("manager", "cluster_manager", "other_cluster"),
        ("manager", "network_coordinator", "network"),
        ("other_manager", "member_contact", "member"),
        ("member_contact", "cluster_manager", "cluster"),
    ],
)
def test_nobody_invites_into_what_they_do_not_answer_for(
    cast: Cast, client: Client, who: str, role: str, body: str
) -> None:
    field = {"other_cluster": "cluster", "member": "organisation"}.get(body, body)
    value = getattr(cast, body).pk
    answer = invite(client, getattr(cast, who), role=role, **{field: value})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("who", ["participant", "stranger"])
def test_who_answers_for_nothing_invites_nobody(
    cast: Cast, client: Client, who: str
) -> None:
    if user := getattr(cast, who):
        client.force_login(user, backend="fondaco.accounts.backends.EmailBackend")
    for name in ("registry:invitations", "registry:invitation_new"):
        answer = client.get(reverse(name))
        assert answer.status_code == (404 if user else 302)


def test_a_members_contact_invites_colleagues_of_the_same_organisation(
    cast: Cast, client: Client
) -> None:
    answer = invite(client, cast.member_contact, organisation=make_organisation().pk)
    assert "organisation" in answer.context["form"].errors
    invite(client, cast.member_contact, organisation=cast.member.pk, role="x")
    accept(latest_link())
    assert scope_of_guest().own_organisations == {cast.member.pk}


def test_a_coordinator_sees_and_ends_what_a_manager_sent(
    cast: Cast, client: Client
) -> None:
    invite(client, cast.manager, role="cluster_manager", cluster=cast.cluster.pk)
    (one,) = Invitation.objects.all()
    revoke = reverse("registry:invitation_revoke", kwargs={"uid": one.uid})
    stranger = Client()
    stranger.force_login(
        cast.other_manager, backend="fondaco.accounts.backends.EmailBackend"
    )
    assert GUEST not in stranger.get(reverse("registry:invitations")).content.decode()
    assert stranger.post(revoke).status_code == 404
    client.force_login(
        cast.coordinator, backend="fondaco.accounts.backends.EmailBackend"
    )
    assert GUEST in client.get(reverse("registry:invitations")).content.decode()
    assert client.get(revoke).status_code == 405
    client.post(revoke)
    again = client.post(
        reverse("registry:invitation_resend", kwargs={"uid": one.uid}), follow=True
    )
    assert "invite anew instead" in again.content.decode()
    twice = client.post(revoke, follow=True)
    assert "revoked already" in twice.content.decode()
    assert "It was withdrawn" in accept(latest_link()).content.decode()
    assert not User.objects.filter(email=GUEST).exists()


def test_sending_again_makes_a_new_link_and_the_old_one_dead(
    cast: Cast, client: Client
) -> None:
    invite(client, cast.manager, role="cluster_manager", cluster=cast.cluster.pk)
    old = latest_link()
    (one,) = Invitation.objects.all()
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(days=1))
    assert "It has expired" in accept(old).content.decode()
    client.post(reverse("registry:invitation_resend", kwargs={"uid": one.uid}))
    new = latest_link()
    assert "no longer good" in accept(old).content.decode()
    assert accept(new).status_code == 302


def test_an_invitation_ends_with_the_office_of_who_sent_it(
    cast: Cast, client: Client
) -> None:
    invite(client, cast.manager, role="cluster_manager", cluster=cast.cluster.pk)
    cast.manager.person.mandates.all().delete()
    assert "no longer good" in accept(latest_link()).content.decode()
    assert not User.objects.filter(email=GUEST).exists()


def test_who_has_an_account_gets_the_office_and_no_second_account(
    cast: Cast, client: Client
) -> None:
    known = make_user(email=GUEST.upper())
    invite(
        client, cast.coordinator, role="network_coordinator", network=cast.network.pk
    )
    link = latest_link()
    guest = Client()
    assert "has an account" in accept(link, guest).content.decode()
    guest.force_login(cast.participant)
    assert "Sign out" in guest.get(link).content.decode()
    guest.force_login(known)
    assert guest.get(link).status_code == 200
    assert guest.post(link).headers["Location"] == reverse("portal:desk")
    assert scope_of(User.objects.get(pk=known.pk)).coordinated_networks == {
        cast.network.pk
    }
    assert User.objects.filter(email__iexact=GUEST).count() == 1


def test_nobody_is_invited_into_an_office_that_the_inviter_could_not_give(
    cast: Cast, client: Client
) -> None:
    """Who keeps a contact writes its address: it may be any that they read."""
    kept = make_person(email=GUEST, maintained_by=cast.cluster)
    make_mandate(kept, "network_coordinator", network=cast.network)
    invite(client, cast.manager, role="participant", cluster=cast.cluster.pk)
    accept(latest_link())
    assert Person.objects.get(user__email=GUEST) != kept
    assert not scope_of_guest().is_editor


def test_the_person_that_the_cluster_keeps_is_the_one(
    cast: Cast, client: Client
) -> None:
    kept = make_person(email=GUEST, maintained_by=cast.cluster)
    invite(client, cast.manager, role="participant", cluster=cast.cluster.pk)
    accept(latest_link())
    assert Person.objects.get(user__email=GUEST) == kept
    assert scope_of_guest() == Scope()


def test_without_a_password_a_passkey_comes_next(cast: Cast, client: Client) -> None:
    invite(client, cast.manager, role="cluster_manager", cluster=cast.cluster.pk)
    guest = Client()
    done = accept(latest_link(), guest, password="")
    assert done.headers["Location"] == reverse("mfa_add_webauthn")
    assert said(done) == ["Welcome. Add a passkey now: it is how you will sign in."]
    page = guest.get(done.headers["Location"])
    assert 'data-passkey="create"' in page.content.decode()
    assert not User.objects.get(email=GUEST).has_usable_password()


@pytest.mark.parametrize(
    "values", [{"password": "12345678"}, {"name": "Ada\nRossi"}, {"language": "fr"}]
)
def test_what_is_not_right_is_said_and_nothing_is_made(
    cast: Cast, client: Client, values: dict[str, str]
) -> None:
    invite(client, cast.manager, role="cluster_manager", cluster=cast.cluster.pk)
    answer = accept(latest_link(), **values)
    assert list(answer.context["form"].errors) == list(values)
    assert not User.objects.filter(email=GUEST).exists()


def test_accepting_is_limited_by_address(
    cast: Cast, client: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"invitation": "2/m/ip"}
    url = reverse("registry:invitation_accept", kwargs={"token": "x"})
    assert [client.get(url).status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize(
    ("form", "name"), [(InvitationForm, "role"), (MandateForm, "kind")]
)
def test_the_form_says_of_each_office_that_opens_something_what_it_opens(
    form: Any, name: str
) -> None:
    words = str(form._meta.help_texts[name]).replace("’", "'").lower()
    field = form._meta.model._meta.get_field(name)
    offered = {value: str(label) for value, label in field.choices if value in OPENING}
    assert [label for label in offered.values() if label not in words] == []
    assert "president" in words
