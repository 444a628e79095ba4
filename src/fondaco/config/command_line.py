"""The one command, `fondaco`: Django's commands under one roof, with short errors."""

import os
import re
import sys
from argparse import SUPPRESS
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, get_commands, load_command_class
from django.core.management.base import BaseCommand, CommandParser, SystemCheckError
from django.db import DatabaseError

from fondaco.config.data_folder import keep_secret_key, make_data_folder

# Django's own that a keeper of the installation needs; the rest still runs by name.
DJANGO_COMMANDS = {
    "migrate": "Bring the database to this version's tables.",
    "collectstatic": "Gather the static files where the server finds them.",
    "createsuperuser": "Create an administrator.",
    "shell": "Open a Python shell with the models at hand.",
}

# Options that Django gives to each command: they still work, and explain nothing.
OF_DJANGO = {
    "version",
    "verbosity",
    "settings",
    "pythonpath",
    "traceback",
    "no_color",
    "force_color",
    "skip_checks",
}

# Engines have commands of their own, which need neither settings nor a database.
ENGINES = {
    "match": "fondaco.engines.matching.command",
    "press": "fondaco.engines.press.command",
    "timetable": "fondaco.engines.timetabling.command",
}

# What runs where there is no database yet; everything else says that there is none.
WITHOUT_DATA = {
    "migrate",
    "collectstatic",
    "translations",
    "makemigrations",
    "check",
    "restore",
}

# How the two databases say that a table or a column is not there.
LACKING = "no such (table|column)|(relation|column) .* does not exist"


class _OneLineParser(CommandParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise CommandError(f"{message[:1].upper()}{message[1:]}.", returncode=2)


def main(arguments: Sequence[str] | None = None) -> None:
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: list[str]) -> int:
    """Run one command; 0 done, 1 failed, 2 not understood."""
    if arguments and arguments[0] in ENGINES:
        engine = import_module(ENGINES[arguments[0]])
        return int(engine.main(arguments[1:], f"fondaco {arguments[0]}"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fondaco.config.settings")
    name, *rest = arguments or ["help"]
    try:
        if name in {"migrate", "restore"} and not _asks_for_help(rest):
            make_data_folder()
        elif name == "serve":
            keep_secret_key()
        django.setup()
        if name in {"-h", "--help", "help"}:
            sys.stdout.write(_overview())
            return 0
        app = get_commands().get(name)
        if app is None:
            raise CommandError(
                f"There is no command {name!r}. `fondaco --help` lists them.",
                returncode=2,
            )
        command = app if isinstance(app, BaseCommand) else load_command_class(app, name)
        if not _asks_for_help(rest) and name not in WITHOUT_DATA:
            _require_data()
        _execute(command, name, rest)
    except (CommandError, SystemCheckError, ImproperlyConfigured, DatabaseError) as e:
        message = " ".join(str(e).split()) or type(e).__name__
        if isinstance(e, DatabaseError) and re.search(LACKING, message):
            message = "The database lacks this version's tables: `fondaco migrate`."
        sys.stderr.write(f"fondaco: {message}\n")
        return e.returncode if isinstance(e, CommandError) else 1
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    return 0


def _asks_for_help(arguments: list[str]) -> bool:
    return bool({"-h", "--help"}.intersection(arguments))


def _require_data() -> None:
    """SQLite would make an empty file where there is none: say so instead."""
    database = settings.DATABASES["default"]
    file = str(database["NAME"])
    if "sqlite" not in str(database["ENGINE"]) or file.startswith(
        (":memory:", "file:")
    ):
        return
    if not Path(file).exists():
        raise CommandError(
            f"There is no data in {Path(file).parent}. Run the command where it is, "
            "or set FONDACO_DATA_DIR to that folder; `fondaco migrate` makes a new one."
        )


def _execute(command: BaseCommand, name: str, arguments: list[str]) -> None:
    command._called_from_command_line = True  # type: ignore[attr-defined]
    parser = command.create_parser("fondaco", name)
    parser.__class__ = _OneLineParser
    for option in parser._actions:
        if option.dest in OF_DJANGO:
            option.help = SUPPRESS
    options = vars(parser.parse_args(arguments))
    positional = options.pop("args", ())
    command.execute(*positional, **options)


def _overview() -> str:
    commands = dict(DJANGO_COMMANDS)
    for name, engine in ENGINES.items():
        commands[name] = import_module(engine).SUMMARY
    for name, app in get_commands().items():
        if str(app).startswith("fondaco."):
            commands[name] = str(load_command_class(str(app), name).help)
    width = max(map(len, commands)) + 2
    lines = [
        "Fondaco runs the international year of a network of technology clusters.",
        "",
        "Usage: fondaco COMMAND [OPTIONS]; `fondaco COMMAND --help` explains each.",
        "",
        *(f"  {name:<{width}}{text}" for name, text in sorted(commands.items())),
        "",
        "Results go to standard output, errors to standard error in one line.",
        "Exit status: 0 done, 1 failed, 2 the input was not understood.",
        "",
        f"Data is kept in {settings.DATA_DIR}.",
        "FONDACO_DATA_DIR names another folder, DATABASE_URL another database.",
        "",
    ]
    return "\n".join(lines)
