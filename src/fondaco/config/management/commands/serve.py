"""Serve the site with gunicorn, static files included."""

import os
import socket
import subprocess
import sys
from contextlib import suppress
from typing import Any
from urllib.parse import urlparse

from django.conf import settings
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from gunicorn.app.base import BaseApplication


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, options: dict[str, object]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        # Lazy: building the application costs a second that `--help` need not pay.
        from fondaco.config.wsgi import application  # noqa: PLC0415

        return application


class WorkerBeside:
    """Does the jobs while the server answers; it ends with the server, however.

    The mails that it sends lead to `address`, as the pages of the server do.
    """

    def __init__(self, address: str) -> None:
        self.environment = os.environ | {"FONDACO_BASE_URL": address}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, _server: object) -> None:
        code = "from fondaco.config.command_line import main; main()"
        self.process = subprocess.Popen(  # noqa: S603 — our own command
            [sys.executable, "-c", code, "worker", "--with-parent"],
            env=self.environment,
        )

    def stop(self, _server: object) -> None:
        if self.process is not None:
            self.process.terminate()
            # The job in hand is done first; the server does not wait for long ones.
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=10)


def _refuse_if_taken(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise CommandError(
            f"Port {port} on {host} cannot be used ({error.strerror}). "
            "Stop what uses it, or choose another with --port."
        ) from error


def _gather_static_files() -> None:
    """A folder that was restored, or made by `migrate`, has none yet."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)


class Command(BaseCommand):
    help = "Serve the site on this machine until interrupted."
    # All but the addresses, of which those of the API are loaded when a program calls.
    requires_system_checks = (
        *(Tags.models, Tags.security, Tags.templates, Tags.translation),
        *(Tags.caches, Tags.files, Tags.staticfiles),
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port", type=int, default=8000, help="The port to listen on (8000)."
        )
        parser.add_argument(
            "--host", default="127.0.0.1", help="The address to listen on (127.0.0.1)."
        )
        parser.add_argument(
            "--workers", type=int, default=2, help="How many processes answer (2)."
        )

    def handle(self, *args: object, **options: Any) -> None:
        if not 0 < options["port"] < 65536:
            raise CommandError("The port must be between 1 and 65535.", returncode=2)
        _refuse_if_taken(options["host"], options["port"])
        _gather_static_files()
        if "FONDACO_BASE_URL" not in os.environ:
            # The addresses in feeds and mails are those of this very server.
            settings.BASE_URL = urlparse(f"http://localhost:{options['port']}")
        self.stdout.write(f"Fondaco is at {settings.BASE_URL.geturl()}/")
        self.stdout.write("Stop it with Ctrl+C.")
        self.stdout.flush()
        server: dict[str, object] = {
            "bind": f"{options['host']}:{options['port']}",
            "workers": options["workers"],
            "threads": 3,
            "proc_name": "fondaco",
            "loglevel": "warning",
        }
        if settings.SERVE_WORKER:
            beside = WorkerBeside(settings.BASE_URL.geturl())
            server |= {"when_ready": beside.start, "on_exit": beside.stop}
        _Server(server).run()
