import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from fondaco.accounts.models import User
from fondaco.config.command_line import run
from fondaco.portal.loading.demonstration import PASSWORD, load_demonstration
from fondaco.registry.models import Cluster, Mandate, Network, Organisation, Person
from fondaco.registry.scope import scope_of
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_9ctl")]


@pytest.fixture
def demonstration(db: None) -> dict[str, User]:
    load_demonstration("9ctl")
    return {user.email.split("@")[0]: user for user in User.objects.all()}


def test_each_demonstration_account_signs_in(demonstration: dict[str, User]) -> None:
    request = RequestFactory().post("/")
    assert len(demonstration) == 6
    for user in demonstration.values():
        assert user.is_demonstration
        assert authenticate(request, email=user.email, password=PASSWORD) == user


def test_each_demonstration_account_has_its_role(
    demonstration: dict[str, User],
) -> None:
    network = Network.objects.get()
    member = Organisation.objects.get(slug="officine-dimostrative")
    scopes = {name: scope_of(user) for name, user in demonstration.items()}
    assert scopes["coordinator"].coordinated_networks == {network.pk}
    assert len(scopes["coordinator"].managed_clusters) == 9
    for name in ("afil", "le2c"):
        cluster = Cluster.objects.get(slug=name)
        assert scopes[name].managed_clusters == {cluster.pk}
        assert scopes[name].joined_networks == {network.pk}
    assert scopes["member"].own_organisations == {member.pk}
    assert not scopes["member"].is_editor
    assert scopes["participant"] == scope_of(make_user())
    assert {n for n, scope in scopes.items() if scope.is_administrator} == {"admin"}


def test_nothing_of_the_demonstration_is_public(
    demonstration: dict[str, User],
) -> None:
    people = Person.objects.filter(user__in=demonstration.values())
    assert people.count() == 6
    assert not people.filter(is_public=True).exists()
    assert not Mandate.objects.filter(person__in=people, is_public=True).exists()
    member = Organisation.objects.get(slug="officine-dimostrative")
    assert not member.is_published
    assert member.memberships.get().cluster.slug == "afil"


def test_accounts_that_were_removed_are_not_made_again(
    demonstration: dict[str, User],
) -> None:
    demonstration["participant"].delete()
    demonstration["le2c"].is_active = False
    demonstration["le2c"].save()
    accounts = load_demonstration("9ctl")
    assert User.objects.count() == 5
    assert [account.email for account in accounts] == [
        "coordinator@example.org",
        "afil@example.org",
        "member@example.org",
        "admin@example.org",
    ]


def test_an_account_of_somebody_else_is_not_taken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_user(email="Admin@example.org")
    assert run(["load", "9ctl", "--demonstration"]) == 1
    assert capsys.readouterr().err == (
        "fondaco: admin@example.org is in use here by someone else: the "
        "demonstration accounts cannot be made.\n"
    )
    assert User.objects.count() == 1
    assert not Organisation.objects.filter(slug="officine-dimostrative").exists()


def test_the_command_says_how_to_sign_in_each_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["load", "9ctl", "--demonstration"])
    first = capsys.readouterr().out.splitlines()
    run(["load", "9ctl", "--demonstration"])
    second = capsys.readouterr().out.splitlines()
    assert first == second
    assert first[1] == (
        "To sign in, the password is fondaco-demo-2016 and the e-mail one of:"
    )
    assert [line.split()[0] for line in first[2:]] == [
        "coordinator@example.org",
        "afil@example.org",
        "le2c@example.org",
        "member@example.org",
        "participant@example.org",
        "admin@example.org",
    ]
