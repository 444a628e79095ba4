"""Write the pages of reference that say what the program says of itself.

Run by `make reference`; a test compares them with what is committed.
"""

import argparse
import json
import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand, DjangoHelpFormatter

from fondaco.config.command_line import DJANGO_COMMANDS, ENGINES

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
OPENAPI = REFERENCE / "openapi.json"
NOTE = "<!-- Written by the program: `make reference`. Changes by hand are lost. -->"
MANUAL = "https://docs.djangoproject.com/en/5.2/ref/django-admin/"
# What every command of Django has is told once.
COMMON = DjangoHelpFormatter.show_last | {"-h"}

Action = argparse.Action
Parser = argparse.ArgumentParser


# 1. The command line.
def command_line() -> str:
    parts = [
        "# The command line",
        NOTE,
        "Everything is one command: `fondaco COMMAND [OPTIONS]`. Results go to "
        "standard output, errors to standard error in one line. The exit status is 0 "
        "for done, 1 for failed, 2 for input that was not understood.",
        "Every command has `--help`; those that are not engines also have "
        "`--verbosity`, `--traceback` and the others that Django gives to all, which "
        f"[its manual]({MANUAL}) explains.",
    ]
    for name, parser in sorted(our_parsers()):
        parts += command(f"fondaco {name}", parser, level=2)
    parts += ["## Of Django", "Its manual explains their options."]
    parts.append(
        table(
            ("command", "does"),
            [(f"`fondaco {name}`", text) for name, text in DJANGO_COMMANDS.items()],
        )
    )
    return "\n\n".join(parts) + "\n"


def our_parsers() -> Iterator[tuple[str, Parser]]:
    for name, engine in ENGINES.items():
        yield name, import_module(engine)._parser(f"fondaco {name}")
    for name, app in get_commands().items():
        if not isinstance(app, BaseCommand) and app.startswith("fondaco."):
            yield name, load_command_class(app, name).create_parser("fondaco", name)


def command(name: str, parser: Parser, level: int, summary: str = "") -> list[str]:
    """A heading, what it does, what it takes, and the same of its verbs."""
    verbs = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    taken = [
        a
        for a in parser._actions
        if a not in verbs and not COMMON.intersection(a.option_strings)
    ]
    words = [name, *(in_usage(a) for a in taken if not a.option_strings)]
    parts = [f"{'#' * level} `{' '.join(words)}`"]
    parts += [one_line(text) for text in (summary or parser.description,) if text]
    if taken:
        rows = [(argument(a), meaning(parser, a)) for a in taken]
        parts.append(table(("argument", "meaning"), rows))
    for verb in verbs:
        helps = {a.dest: a.help or "" for a in verb._choices_actions}
        for word, inner in verb.choices.items():
            parts += command(f"{name} {word}", inner, level + 1, helps.get(word, ""))
    if parser.epilog:
        parts.append(one_line(parser.epilog))
    return parts


def in_usage(action: Action) -> str:
    return f"[{metavar(action)}]" if action.nargs in ("?", "*") else metavar(action)


def metavar(action: Action) -> str:
    if action.choices is not None and action.metavar is None:
        return "|".join(map(str, action.choices))
    if isinstance(action.metavar, tuple):
        return " ".join(action.metavar)
    return action.metavar or action.dest.upper()


def argument(action: Action) -> str:
    if not action.option_strings:
        return code(metavar(action))
    value = "" if action.nargs == 0 else f" {metavar(action)}"
    return ", ".join(code(f"{option}{value}") for option in action.option_strings)


def code(text: str) -> str:
    """In a table even code may not hold a bare bar."""
    return f"`{text}`".replace("|", "\\|")


def meaning(parser: Parser, action: Action) -> str:
    text = one_line(parser._get_formatter()._expand_help(action)) if action.help else ""
    needed = action.required and action.option_strings
    several = action.nargs in ("*", "+") or isinstance(action, argparse._AppendAction)
    notes = ["Needed."] * bool(needed) + ["May be given several times."] * several
    return " ".join([text.replace("|", "\\|"), *notes]).strip()


# 2. The API.
def api() -> str:
    described = json.loads(OPENAPI.read_text())
    rows = [
        (f"`{method.upper()}`", f"`{path}`", one_line(told(operation)))
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if "responses" in operation
    ]
    parts = [
        "# The API",
        NOTE,
        f"{described['info']['title']}, version {described['info']['version']}. All "
        "fields, filters and answers are in the [description](openapi.json) (OpenAPI "
        f"{described['openapi']}), which a running site has at `/api/v1/openapi.json`. "
        "How to use it: [Read and write the record from programs](../how-to/api.md).",
        table(("method", "address", "does"), rows),
    ]
    return "\n\n".join(parts) + "\n"


def told(operation: dict[str, Any]) -> str:
    return str(operation.get("summary") or operation.get("operationId", ""))


# 3. Both.
def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def one_line(text: str) -> str:
    return " ".join(text.split())


PAGES = {"command-line.md": command_line, "api.md": api}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fondaco.config.settings")
    django.setup()
    for name, write in PAGES.items():
        (REFERENCE / name).write_text(write())


if __name__ == "__main__":
    main()
