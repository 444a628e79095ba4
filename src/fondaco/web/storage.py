"""Static files under hashed names, compressed, and kept by browsers for ever."""

import re
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

THEME = "css/bootstrap-italia.min.css"
# A video player's symbols, unused here, in a data: address that our CSP refuses.
EMBEDDED_FONT = re.compile(rb"@font-face\{[^}]*url\(data:[^}]*\}")


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # no types
    # A name that the manifest lacks is a template's mistake: no reason for a 500.
    manifest_strict = False

    def hashed_name(self, name: str, *args: Any, **options: Any) -> str:
        """Keep the plain name of what a vendored file mentions and does not ship.

        Bootstrap Italia's scripts point to source maps that are not in the wheel.
        """
        try:
            return str(super().hashed_name(name, *args, **options))
        except ValueError:
            return name

    def post_process(
        self, paths: dict[str, tuple[Any, str]], *args: Any, **options: Any
    ) -> Any:
        """Hash the theme as it is trimmed here, not as the wheel has it."""
        if THEME in paths and not options.get("dry_run"):
            theme = Path(self.path(THEME))
            theme.write_bytes(EMBEDDED_FONT.sub(b"", theme.read_bytes()))
            paths[THEME] = (self, THEME)
        return super().post_process(paths, *args, **options)
