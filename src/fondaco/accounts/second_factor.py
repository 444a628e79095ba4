"""Who must have a second factor (`FONDACO_REQUIRE_MFA`), and who has one."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from fondaco.core.permissions import Actor, may


def must_have_second_factor(user: Actor) -> bool:
    """Demonstration accounts are for trying: their password is public anyway."""
    if not user.is_authenticated or getattr(user, "is_demonstration", False):
        return False
    if settings.REQUIRE_MFA == "administrators":
        return bool(getattr(user, "is_superuser", False))
    # The registry, a floor above, knows who edits.
    return settings.REQUIRE_MFA == "editors" and may(user, "accounts.keep_records")


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whoever came by the provider has proved there who they are."""
    user = request.user
    if not must_have_second_factor(user):
        return False
    records = get_authentication_records(request, user)
    if any(record.get("method") == "socialaccount" for record in records):
        return False
    return not Authenticator.objects.filter(
        user=user.pk, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    ).exists()
