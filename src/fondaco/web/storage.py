"""Static files under hashed names, compressed, and kept by browsers for ever."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    # A name missing from the manifest is a mistake in a template: fail in tests of
    # production settings, but never turn a page that is already live into a 500.
    manifest_strict = False

    def hashed_name(self, name: str, *args: Any, **options: Any) -> str:
        """Keep the plain name of what a vendored file mentions and does not ship.

        Bootstrap Italia's scripts point to source maps that are not in the wheel.
        """
        try:
            return str(super().hashed_name(name, *args, **options))
        except ValueError:
            return name
