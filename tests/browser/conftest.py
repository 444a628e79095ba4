"""A browser before the product as a visitor meets it: its own server, the 2016 network.

The server is the one that `make run` starts, with its static files and its policy.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.migrated import kept_tables

CHROMIUM = "/usr/bin/chromium"
PASSWORD = "fondaco-demo-2016"


def _begin(
    environment: dict[str, str], *arguments: str, output: Path | None = None
) -> "subprocess.Popen[bytes]":
    command = [str(Path(sys.executable).with_name("fondaco")), *arguments]
    if output is None:
        return subprocess.Popen(command, env=environment)
    with output.open("wb") as file:
        return subprocess.Popen(command, env=environment, stdout=file)


def _fondaco(environment: dict[str, str], *arguments: str) -> None:
    assert _begin(environment, *arguments).wait() == 0, f"{arguments} failed."


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _environment(folder: Path, port: int) -> dict[str, str]:
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("FONDACO_")
        and name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    return own | {
        "FONDACO_DATA_DIR": str(folder),
        "FONDACO_BASE_URL": f"http://localhost:{port}",
    }


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Path:
    """The 2016 network as `make setup` leaves it: made once, whoever needs it first.

    Making the tables takes most of the time: the other tests may have kept them, and
    the workers of a run share the folder.
    """
    shared = tmp_path_factory.getbasetemp().parent
    folder = shared / f"prepared-{testrun_uid}"
    with (shared / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            made = tmp_path_factory.mktemp("prepared")
            environment = _environment(made, _free_port())
            gathering = _begin(environment, "collectstatic", "--no-input", "-v", "0")
            if (kept := kept_tables()).exists():
                shutil.copy(kept, made / "fondaco.sqlite3")
            _fondaco(environment, "migrate", "--verbosity", "0")
            _fondaco(environment, "load", "9ctl", "--demonstration")
            assert gathering.wait() == 0
            made.rename(folder)
    return folder


@dataclass(frozen=True)
class Served:
    """A running Fondaco: where it answers, where it keeps its data, what it printed."""

    address: str
    environment: dict[str, str]
    output: Path

    def run(self, *arguments: str) -> None:
        _fondaco(self.environment, *arguments)


@pytest.fixture(scope="session")
def served(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A Fondaco of this worker's own, that holds the 2016 network."""
    with serving(prepared, tmp_path_factory.mktemp("site")) as site:
        yield site


@contextmanager
def serving(prepared: Path, folder: Path) -> Iterator[Served]:
    port = _free_port()
    for name in ("fondaco.sqlite3", "secret-key"):
        shutil.copy(prepared / name, folder)
    (folder / "static").symlink_to(prepared / "static")
    site = Served(
        f"http://localhost:{port}", _environment(folder, port), folder / "output"
    )
    server = _begin(
        site.environment,
        *("serve", "--port", str(port), "--workers", "1"),
        output=site.output,
    )
    try:
        _wait_for(site.address, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def site(served: Served) -> str:
    return served.address


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    # A second on a quiet machine; half a minute where much else runs.
    for _ in range(600):
        assert server.poll() is None, "The server stopped before it answered."
        try:
            urllib.request.urlopen(address, timeout=10).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("The server did not answer.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield chromium
        chromium.close()


def open_page(browser: Browser, site: str, *, width: int, language: str) -> Page:
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": 900 if width > 600 else 760},
        locale={"it": "it-IT", "en": "en-GB"}[language],
    )
    return context.new_page()


def sign_in(page: Page, email: str) -> None:
    page.goto("/accedi/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "/accedi/" not in address)
