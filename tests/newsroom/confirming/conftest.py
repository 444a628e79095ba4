"""The shipped network: the article's records."""

from tests.portal.conftest import shipped_9ctl

__all__ = ["shipped_9ctl"]
