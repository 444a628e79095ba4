import pytest
from django.core import checks
from pytest_django.fixtures import Settings

from fondaco.accounts.models import User
from tests.factories import make_user


def deployment_errors() -> list[str]:
    """What `fondaco check --deploy` says of the accounts."""
    messages = checks.run_checks(
        tags=[checks.Tags.security], include_deployment_checks=True
    )
    return [m.msg for m in messages if m.id == "accounts.E001"]


@pytest.mark.django_db
def test_production_must_have_no_demonstration_accounts(
    settings: Settings,
) -> None:
    settings.DEMONSTRATION = False
    make_user()
    assert deployment_errors() == []
    make_user(is_demonstration=True)
    assert deployment_errors() == [
        "Demonstration accounts are here (1): their password is public."
    ]


@pytest.mark.django_db
def test_elsewhere_there_may_be_demonstration_accounts() -> None:
    make_user(is_demonstration=True)
    assert deployment_errors() == []


@pytest.mark.django_db(transaction=True)
def test_before_there_are_tables_there_are_no_accounts(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMONSTRATION = False
    monkeypatch.setattr(User._meta, "db_table", "accounts_not_made_yet")
    assert deployment_errors() == []
