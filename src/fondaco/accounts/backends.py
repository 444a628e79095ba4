"""Sign-in by e-mail; demonstration accounts only where demonstrations are allowed."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser


class EmailBackend(AuthenticationBackend):  # type: ignore[misc]
    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        if getattr(user, "is_demonstration", False) and not settings.DEMONSTRATION:
            return False
        return bool(super().user_can_authenticate(user))

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        user = super().get_user(user_id)
        return user if user and self.user_can_authenticate(user) else None
