import os
import runpy
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from fondaco.config import settings as house
from fondaco.config.data_folder import keep_secret_key, make_data_folder
from tests.config.test_settings_reference import variables_read


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment that says nothing but where the data is."""
    for name in variables_read():
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    monkeypatch.setenv("FONDACO_DATA_DIR", str(tmp_path / "var"))
    return monkeypatch


def read_settings() -> dict[str, Any]:
    return runpy.run_path(str(house.__file__))


def in_production(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("FONDACO_ENV", "production")
    environment.setenv("FONDACO_BASE_URL", "https://fondaco.example.org")
    environment.setenv("FONDACO_SECRET_KEY", "kept-elsewhere")


def test_a_bare_machine_makes_its_own_key_once(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make_data_folder()
    file = tmp_path / "var" / "secret-key"
    first = file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    make_data_folder()
    assert list(file.parent.iterdir()) == [file]
    assert first == file.read_text() == read_settings()["SECRET_KEY"]


def test_reading_the_settings_makes_nothing(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keys = {read_settings()["SECRET_KEY"] for _ in range(2)}
    keep_secret_key()
    assert (len(keys), list(tmp_path.iterdir())) == (2, [])


def test_a_key_that_is_given_is_not_made(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bare.setenv("FONDACO_SECRET_KEY", "kept-elsewhere")
    make_data_folder()
    assert list((tmp_path / "var").iterdir()) == []
    assert read_settings()["SECRET_KEY"] == "kept-elsewhere"


def test_development_answers_this_machine_and_allows_the_demonstration(
    bare: pytest.MonkeyPatch,
) -> None:
    read = read_settings()
    assert read["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert (read["DEMONSTRATION"], read["HTTPS"]) == (True, False)


def test_production_answers_its_own_name_over_https_without_demonstration(
    bare: pytest.MonkeyPatch,
) -> None:
    in_production(bare)
    read = read_settings()
    assert read["ALLOWED_HOSTS"] == ["fondaco.example.org"]
    assert read["SECRET_KEY"] == "kept-elsewhere"
    assert read["DEMONSTRATION"] is False
    secure = [
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "LANGUAGE_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
    ]
    assert [read[name] for name in secure] == [True] * 4


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "FONDACO_BASE_URL",
            "http://fondaco.example.org",
            "FONDACO_BASE_URL must be an https: address where FONDACO_ENV is "
            "production.",
        ),
        ("FONDACO_DEBUG", "true", "FONDACO_DEBUG must be false in production."),
    ],
)
def test_production_refuses_what_is_not_safe(
    bare: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    in_production(bare)
    bare.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_settings()
    assert str(refusal.value) == sentence


def test_production_asks_for_its_key(bare: pytest.MonkeyPatch) -> None:
    in_production(bare)
    bare.delenv("FONDACO_SECRET_KEY")
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_settings()
    assert str(refusal.value) == (
        "Set FONDACO_SECRET_KEY (or FONDACO_SECRET_KEY_FILE)."
    )


@pytest.mark.parametrize(
    ("address", "starttls", "tls"),
    [
        ("smtp://mail.example.org", False, False),
        ("smtp+starttls://mail.example.org", True, False),
        ("smtps://mail.example.org", False, True),
    ],
)
def test_mail_leaves_as_its_address_says(
    bare: pytest.MonkeyPatch, address: str, starttls: bool, tls: bool
) -> None:
    bare.setenv("FONDACO_EMAIL_URL", address)
    read = read_settings()
    assert (read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (starttls, tls)
    assert read["EMAIL_HOST"] == "mail.example.org"


def test_an_identity_provider_is_one_issuer_and_its_own_host(
    bare: pytest.MonkeyPatch,
) -> None:
    assert read_settings()["OIDC"] == {}
    in_production(bare)
    bare.setenv("FONDACO_OIDC_CLIENT_ID", "fondaco")
    bare.setenv("FONDACO_OIDC_CLIENT_SECRET", "between-us")
    bare.setenv("FONDACO_OIDC_ISSUER", "http://login.example.org")
    with pytest.raises(ImproperlyConfigured):
        read_settings()
    bare.setenv("FONDACO_OIDC_ISSUER", "https://login.example.org/realms/it/")
    read = read_settings()
    assert read["OIDC"]["settings"] == {
        "server_url": "https://login.example.org/realms/it",
        "origin": "https://login.example.org",
    }
    directives = read["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert directives["form-action"][1:] == ["https://login.example.org"]


def test_production_passes_djangos_check_for_deployment(tmp_path: Path) -> None:
    """`fondaco check --deploy`, in a process of its own, as a keeper runs it."""
    environment = {
        "PATH": os.environ["PATH"],
        "FONDACO_ENV": "production",
        "FONDACO_BASE_URL": "https://fondaco.example.org",
        "FONDACO_SECRET_KEY": "long, random and kept elsewhere, 0123456789 abcdef",
        "FONDACO_DATA_DIR": str(tmp_path),
    }
    run = [
        sys.executable,
        "-c",
        "from fondaco.config.command_line import main; main()",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
    ]
    done = subprocess.run(run, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
