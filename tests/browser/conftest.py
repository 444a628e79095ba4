"""A browser before the product as a visitor meets it: its own server, the 2016 network.

The server is the one that `make run` starts, with its static files and its policy.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
PASSWORD = "fondaco-demo-2016"


def _fondaco(environment: dict[str, str], *arguments: str) -> None:
    command = Path(sys.executable).with_name("fondaco")
    subprocess.run([str(command), *arguments], env=environment, check=True)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Fondaco that holds the 2016 network."""
    port = _free_port()
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("FONDACO_")
        and name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    } | {
        "FONDACO_DATA_DIR": str(tmp_path_factory.mktemp("site")),
        "FONDACO_BASE_URL": f"http://localhost:{port}",
    }
    _fondaco(environment, "migrate", "--verbosity", "0")
    _fondaco(environment, "collectstatic", "--no-input", "--verbosity", "0")
    _fondaco(environment, "load", "9ctl", "--demonstration")
    command = Path(sys.executable).with_name("fondaco")
    server = subprocess.Popen(
        [str(command), "serve", "--port", str(port)], env=environment
    )
    address = f"http://localhost:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
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
