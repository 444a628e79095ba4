import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from tests.stress.harness import ROOT, Ground
from tests.stress.sink import Sink

SERVER = os.environ.get(
    "TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres"
)
NAME = f"fondaco_stress_{os.getpid()}"


@pytest.fixture(scope="session")
def sink() -> Iterator[Sink]:
    server = Sink()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def ground(
    request: pytest.FixtureRequest, sink: Sink, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    """Migrated and empty, on each database; the second where its server answers."""
    folder = tmp_path_factory.mktemp(request.param)
    database = f"sqlite:///{folder}/fondaco.sqlite3"
    if request.param == "postgresql":
        try:
            _ask_server(f"CREATE DATABASE {NAME}")
        except psycopg.OperationalError:
            pytest.skip("no PostgreSQL answers: set TEST_DATABASE_URL")
        database = f"{SERVER.rpartition('/')[0]}/{NAME}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "fondaco.config.settings",
        "FONDACO_DATA_DIR": str(folder),
        "DATABASE_URL": database,
        "FONDACO_EMAIL_URL": sink.url,
    }
    _migrate(environment)
    made = Ground(folder, environment)
    yield made
    made.close()
    if request.param == "postgresql":
        _ask_server(f"DROP DATABASE {NAME} WITH (FORCE)")


def _migrate(environment: dict[str, str]) -> None:
    command = "from fondaco.config.command_line import main; main()"
    subprocess.run(
        [sys.executable, "-c", command, "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=environment,
        check=True,
    )


def _ask_server(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement.encode())
