"""The folder of what an installation keeps: made by who needs it, never by a look."""

import os
import secrets
from pathlib import Path

from fondaco.config import env

KEY = "secret-key"


def data_folder() -> Path:
    return Path(env.text("FONDACO_DATA_DIR", "var")).resolve()


def make_data_folder() -> None:
    """With a key that signs sessions, unless one is given."""
    data_folder().mkdir(parents=True, exist_ok=True)
    keep_secret_key()


def keep_secret_key() -> None:
    """Make a key once, where there is a folder for it; production brings its own."""
    folder = data_folder()
    given = env.text("FONDACO_SECRET_KEY", "")
    if given or not folder.is_dir() or (folder / KEY).exists():
        return
    # Whichever process comes first makes it; all the others read it.
    temporary = folder / f"{KEY}.{os.getpid()}"
    temporary.touch(mode=0o600)
    temporary.write_text(secrets.token_urlsafe(50))
    try:
        os.link(temporary, folder / KEY)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()


def secret_key() -> str:
    """The one given, or else the one kept; where there is neither, one for now."""
    file = data_folder() / KEY
    given = env.text("FONDACO_SECRET_KEY", "")
    if given or not file.exists():
        return given or secrets.token_urlsafe(50)
    return file.read_text()
