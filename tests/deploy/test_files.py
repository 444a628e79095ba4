"""The files for a server agree with each other, the settings and the guide."""

import re
from pathlib import Path

from fondaco.core.uploads import ROOM_FOR_FIELDS

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs/how-to/deploy.md").read_text()
EXAMPLE = dict(
    re.findall(
        r"^(\w+)=(.*)$", (DEPLOY / "fondaco.env.example").read_text(), re.MULTILINE
    )
)


def test_the_example_sets_what_the_reference_explains() -> None:
    reference = (ROOT / "docs/reference/settings.md").read_text()
    explained = set(re.findall(r"^### `(\w+)`$", reference, flags=re.MULTILINE))
    assert {name.removesuffix("_FILE") for name in EXAMPLE} <= explained


def test_nginx_lets_through_what_fondaco_takes() -> None:
    site = (DEPLOY / "nginx/fondaco.conf").read_text()
    most = re.search(r"client_max_body_size (\d+)m;", site)
    assert most is not None
    takes = int(EXAMPLE["FONDACO_UPLOAD_LIMIT"]) * 2**20 + ROOM_FOR_FIELDS
    assert int(most[1]) * 2**20 == takes


def test_nginx_asks_at_the_socket_that_gunicorn_opens() -> None:
    config = (DEPLOY / "gunicorn.conf.py").read_text()
    bind = re.search(r'^bind = "(.+)"$', config, flags=re.MULTILINE)
    assert bind is not None
    assert f"server {bind[1]} " in (DEPLOY / "nginx/fondaco.conf").read_text()


def test_the_guide_shows_or_installs_every_file() -> None:
    shown = re.findall(r"\{literalinclude\} ../../deploy/(\S+)", GUIDE)
    installed = re.findall(r"current/deploy/(\S+)", GUIDE)
    files = {
        str(path.relative_to(DEPLOY))
        for path in DEPLOY.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    reached = {*shown, *(name for name in installed if "*" not in name)}
    assert files - reached == {"walk.py"}
