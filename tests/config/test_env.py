from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from fondaco.config import env

NAME = "FONDACO_TEST_VALUE"


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    monkeypatch.delenv(f"{NAME}_FILE", raising=False)


def test_a_text_is_the_variable_or_else_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert env.text(NAME, "lodging") == "lodging"
    monkeypatch.setenv(NAME, "warehouse")
    assert env.text(NAME, "lodging") == "warehouse"


def test_an_empty_variable_is_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "")
    assert env.text(NAME, "lodging") == ""


def test_a_text_may_come_from_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "value"
    file.write_text("  from a file\n")
    monkeypatch.setenv(f"{NAME}_FILE", str(file))
    assert env.text(NAME, "lodging") == "from a file"
    monkeypatch.setenv(NAME, "from the variable")
    assert env.text(NAME, "lodging") == "from the variable"


def test_a_file_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "missing"
    monkeypatch.setenv(f"{NAME}_FILE", str(file))
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.text(NAME, "lodging")
    assert str(refusal.value) == (
        f"{NAME}_FILE names {file}, which cannot be read: No such file or directory."
    )


def test_a_text_without_a_default_must_be_set() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.text(NAME)
    assert str(refusal.value) == f"Set {NAME} (or {NAME}_FILE)."


def test_a_choice_is_one_of_the_options(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.choice(NAME, ("land", "sea"), "land") == "land"
    monkeypatch.setenv(NAME, "sea")
    assert env.choice(NAME, ("land", "sea"), "land") == "sea"
    monkeypatch.setenv(NAME, "air")
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.choice(NAME, ("land", "sea"), "land")
    assert str(refusal.value) == f"{NAME} is 'air'; it must be one of land, sea."


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("Yes", True),
        ("1", True),
        ("FALSE", False),
        ("no", False),
        ("0", False),
    ],
)
def test_a_boolean_is_said_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, word: str, value: bool
) -> None:
    monkeypatch.setenv(NAME, word)
    assert env.boolean(NAME, default=not value) is value


def test_a_boolean_has_its_default() -> None:
    assert env.boolean(NAME, default=True) is True
    assert env.boolean(NAME, default=False) is False


@pytest.mark.parametrize("word", ["perhaps", "", "2"])
def test_any_other_word_is_no_boolean(
    monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.setenv(NAME, word)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.boolean(NAME, default=True)
    assert str(refusal.value) == f"{NAME} is {word!r}; it must be true or false."


def test_an_integer_is_a_whole_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.integer(NAME, 4) == 4
    monkeypatch.setenv(NAME, "12")
    assert env.integer(NAME, 4) == 12
    monkeypatch.setenv(NAME, "a dozen")
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.integer(NAME, 4)
    assert str(refusal.value) == f"{NAME} is 'a dozen'; it must be a whole number."


def test_words_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.words(NAME) == []
    monkeypatch.setenv(NAME, " one, two ,,three ")
    assert env.words(NAME) == ["one", "two", "three"]


def test_an_address_has_a_scheme_that_is_understood(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(NAME, "https://fondaco.example.org")
    assert env.url(NAME, "", ("http", "https")).hostname == "fondaco.example.org"
    monkeypatch.setenv(NAME, "fondaco.example.org")
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.url(NAME, "", ("http", "https"))
    assert str(refusal.value) == f"{NAME} must start with one of http:, https:."


@pytest.mark.parametrize("address", ["http://host:port", "http://[::1"])
def test_a_broken_address_is_refused_without_being_repeated(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """It may hold a password."""
    monkeypatch.setenv(NAME, address)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.url(NAME, "", ("http",))
    assert str(refusal.value) == f"{NAME} is not an address that can be read."


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("sqlite://", ":memory:"),
        ("sqlite:///var/fondaco.sqlite3", "var/fondaco.sqlite3"),
        ("sqlite:////srv/a%20b/fondaco.sqlite3", "/srv/a b/fondaco.sqlite3"),
    ],
)
def test_sqlite_is_named_by_path(
    monkeypatch: pytest.MonkeyPatch, address: str, name: str
) -> None:
    monkeypatch.setenv(NAME, address)
    database = env.database(NAME, "sqlite://")
    assert (database["ENGINE"], database["NAME"]) == (
        "django.db.backends.sqlite3",
        name,
    )


def test_postgresql_is_named_by_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        NAME, "postgresql://fond%40co:s%2Fcret@db:6543/nine?sslmode=require"
    )
    assert env.database(NAME, "sqlite://") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "nine",
        "USER": "fond@co",
        "PASSWORD": "s/cret",
        "HOST": "db",
        "PORT": "6543",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"sslmode": "require"},
    }


def test_postgresql_may_leave_everything_to_its_defaults() -> None:
    database = env.database(NAME, "postgres:///nine")
    parts = [database[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")]
    assert parts == ["nine", "", "", "", ""]


def test_mail_is_printed_unless_told_otherwise() -> None:
    assert env.mail(NAME, "console:") == {
        "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"
    }


@pytest.mark.parametrize(
    ("address", "port", "starttls", "tls"),
    [
        ("smtp://u%40x:p@mail", 25, False, False),
        ("smtp+starttls://u%40x:p@mail", 587, True, False),
        ("smtp+starttls://u%40x:p@mail:2587", 2587, True, False),
        ("smtps://u%40x:p@mail", 465, False, True),
        ("smtps://u%40x:p@mail:4465", 4465, False, True),
    ],
)
def test_mail_is_sent_to_a_server(
    monkeypatch: pytest.MonkeyPatch, address: str, port: int, starttls: bool, tls: bool
) -> None:
    monkeypatch.setenv(NAME, address)
    assert env.mail(NAME, "console:") == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "u@x",
        "EMAIL_HOST_PASSWORD": "p",
        "EMAIL_USE_TLS": starttls,
        "EMAIL_USE_SSL": tls,
    }


def test_mail_without_a_host_goes_to_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(NAME, "smtp:")
    assert env.mail(NAME, "console:")["EMAIL_HOST"] == "localhost"


@pytest.mark.parametrize("value", ["24:00", "2:30", "noon", "02:30\n"])
def test_a_time_of_the_day_is_written_with_hours_and_minutes(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    assert env.clock_time(NAME, "02:30") == "02:30"
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured):
        env.clock_time(NAME, "02:30")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("opensearch://search", (False, "search", 9200, "", "", "fondaco")),
        ("https://u%40x:p%2F@search/own", (True, "search", 9200, "u@x", "p/", "own")),
        ("https://search:443/own_2/", (True, "search", 443, "", "", "own_2")),
    ],
)
def test_a_search_server_has_an_address_and_an_index(
    given: str, expected: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert env.search_server(NAME) is None
    monkeypatch.setenv(NAME, given)
    names = ("is_secure", "host", "port", "user", "password", "index")
    assert env.search_server(NAME) == dict(zip(names, expected, strict=True))


@pytest.mark.parametrize(
    "given", ["http://u:secret@search", "https:///own", "https://u:secret@h/Own/b"]
)
def test_what_is_no_search_server_is_refused_without_its_password(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, given)
    with pytest.raises(ImproperlyConfigured, match=NAME) as refused:
        env.search_server(NAME)
    assert "secret" not in str(refused.value)
