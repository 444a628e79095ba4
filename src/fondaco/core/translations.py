"""Italian catalogues, kept with Babel: gettext's own tools are not needed.

English needs none, since message identifiers are the English texts. Each app has one,
`locale/it/LC_MESSAGES/django.po`, where Django looks for it.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

LANGUAGE = "it"
CATALOGUE = Path("locale", LANGUAGE, "LC_MESSAGES", "django.po")
# Marks a translation that a package of others lacks: no source of ours has its text.
THIRD_PARTY = "third-party"
HEADER = r"""# Italian texts.
msgid ""
msgstr ""
"Language: it\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""
_ARGUMENTS = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
KEYWORDS = {
    "_": None,
    **_ARGUMENTS,
    **{f"{name}_lazy": arguments for name, arguments in _ARGUMENTS.items()},
}
# A call in what `templatize` makes of a template: the rest of it is filler.
_CALL = re.compile(
    r"""\b(?:_|n?p?gettext)\((?:[^'"()]|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")*\)"""
)
# What a translation must carry over: %(name)s, %s, {name}, <tag>; `%%` is a percent.
_PLACEHOLDER = re.compile(
    r"%%|(?P<held>%(?:\(\w+\))?[.\d]*[sdifr]|\{\w*(?:[:!][^{}]*)?\}|</?\w[^<>]*>)"
)


# Italian words have ’ and “ ”; what stands within a tag is code.
_FOREIGN_MARK = re.compile(r"<[^<>]*>|(?P<mark>['«»])")


class UnreadableError(ValueError):
    """A source or a catalogue that cannot be read; the message says which and why."""


def collect(app: Path) -> Catalog:
    """Gather the texts of an app's Python files and templates."""
    catalogue = Catalog(locale=LANGUAGE)
    for file in sorted(app.rglob("*.py")):
        if "migrations" not in file.parts:
            _collect_from(file, file.read_text("utf-8"), app, catalogue)
    for file in sorted(app.glob("templates/**/*.*")):
        try:
            source = templatize(file.read_text("utf-8"), origin=str(file))
        except (SyntaxError, UnicodeDecodeError) as error:
            raise UnreadableError(f"{file}: {error}") from error
        _collect_from(file, "\n".join(_CALL.findall(source)), app, catalogue)
    return catalogue


def _collect_from(file: Path, source: str, app: Path, catalogue: Catalog) -> None:
    place = file.relative_to(app).as_posix()
    found = extract("python", BytesIO(source.encode()), KEYWORDS, ["Translators:"])
    for line, text, comments, context in found:
        catalogue.add(
            text,
            locations=[(place, line)],
            auto_comments=comments,
            context=context,
        )


def read(file: Path) -> Catalog:
    if not file.exists():
        return Catalog(locale=LANGUAGE)
    try:
        with file.open("rb") as stream:
            return read_po(stream, locale=LANGUAGE, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise UnreadableError(f"{file}: {error}") from error


def update(app: Path) -> bool:
    """Bring an app's catalogue to the texts it has now; tell whether it changed.

    Translations are kept, new texts are added untranslated, unused ones dropped.
    """
    file = app / CATALOGUE
    known, wanted = read(file), collect(app)
    if not _messages(wanted) and not file.exists():
        return False
    updated = Catalog(locale=LANGUAGE)
    for message in [*_messages(wanted), *_extras(known, wanted)]:
        old = known.get(message.id, message.context)
        updated.add(
            message.id,
            _carried_over(old, message) if old else None,
            locations=sorted(message.locations),
            flags=old.flags if old else (),
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old else (),
            context=message.context,
        )
    body = BytesIO()
    write_po(
        body,
        updated,
        width=88,
        omit_header=True,
        sort_by_file=True,
        include_lineno=False,
    )
    text = f"{_header(file)}\n{body.getvalue().decode().strip()}\n"
    if file.exists() and file.read_text("utf-8") == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return True


def _header(file: Path) -> str:
    """The catalogue's own first lines, up to its first empty one."""
    if not file.exists():
        return HEADER
    return file.read_text("utf-8").split("\n\n", 1)[0].rstrip("\n") + "\n"


def _carried_over(old: Message, new: Message) -> str | tuple[str, ...]:
    strings = _strings(old)
    if not new.pluralizable:
        return strings[0]
    return strings if old.pluralizable else (strings[0], "")


def compile_catalogue(app: Path) -> bool:
    """Compile an app's catalogue where it is newer; tell whether it was."""
    source = app / CATALOGUE
    target = source.with_suffix(".mo")
    if not source.exists() or (
        target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns
    ):
        return False
    catalogue = read(source)
    # Another process may be reading the old one: it is replaced, not rewritten.
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as new:
        write_mo(new, catalogue)
    Path(new.name).chmod(0o644)
    Path(new.name).replace(target)
    return True


def check(apps: Iterable[Path]) -> list[str]:
    """Say, a line each, what the catalogues lack to be complete and consistent."""
    catalogues = {app: read(app / CATALOGUE) for app in apps}
    problems = [
        f"{app / CATALOGUE}: {problem}"
        for app, known in catalogues.items()
        for problem in _compare(known, collect(app))
    ]
    return problems + list(_contradictions(catalogues))


def _contradictions(catalogues: Mapping[Path, Catalog]) -> Iterator[str]:
    """Of two apps that translate one text, the first installed wins for both."""
    firsts: dict[tuple[str | None, tuple[str, ...]], tuple[Path, tuple[str, ...]]] = {}
    for app, catalogue in catalogues.items():
        for message in _messages(catalogue):
            strings = _strings(message)
            if not any(strings):
                continue
            key = (message.context, _identifiers(message))
            first, chosen = firsts.setdefault(key, (app, strings))
            if strings != chosen:
                yield (
                    f"{app / CATALOGUE}: {_named(message)} is translated otherwise in "
                    f"{first / CATALOGUE}, which comes first."
                )


def _compare(known: Catalog, wanted: Catalog) -> Iterator[str]:
    for message in _messages(wanted):
        translated = known.get(message.id, message.context)
        if translated is None:
            places = ", ".join(sorted({place for place, _ in message.locations}))
            yield f"{_named(message)} of {places} is missing."
        elif _identifiers(translated) != _identifiers(message):
            yield f"{_named(message)} has another plural in the catalogue."
    for message in _messages(known):
        yield from _faults(message, known)
        in_use = wanted.get(message.id, message.context)
        if in_use is None and THIRD_PARTY not in message.auto_comments:
            yield f"{_named(message)} is not used."
    for message in known.obsolete.values():
        yield f"{_named(message)} is obsolete."


def _faults(message: Message, catalogue: Catalog) -> Iterator[str]:
    strings = _strings(message)
    forms = catalogue.num_plurals if message.pluralizable else 1
    if not any(strings):
        yield f"{_named(message)} is not translated."
    elif len(strings) != forms or not all(strings):
        yield f"{_named(message)} does not have its {forms} plural forms."
    elif not _holds_placeholders(message):
        yield f"{_named(message)} has other placeholders in its translation."
    marks = {m["mark"] for s in strings for m in _FOREIGN_MARK.finditer(s)} - {None}
    if marks:
        found = ", ".join(sorted(marks))
        yield f"{_named(message)} has {found} where Italian texts write ’ or “ ”."
    if message.fuzzy:
        yield f"{_named(message)} is fuzzy."


def _holds_placeholders(message: Message) -> bool:
    """The plural's are the rule; a singular may say “one” instead of the number."""
    allowed = [_placeholders(text) for text in _identifiers(message)]
    first, *others = [_placeholders(text) for text in _strings(message)]
    return first in allowed and all(found == allowed[-1] for found in others)


def _placeholders(text: str) -> Counter[str]:
    """Count the unnamed; the named may come as often as the language asks."""
    found = Counter(m["held"] for m in _PLACEHOLDER.finditer(text) if m["held"])
    return Counter({p: n if p in ("%s", "%d", "{}") else 1 for p, n in found.items()})


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _extras(known: Catalog, wanted: Catalog) -> list[Message]:
    return [
        message
        for message in _messages(known)
        if THIRD_PARTY in message.auto_comments
        and wanted.get(message.id, message.context) is None
    ]


def _identifiers(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if message.pluralizable else (str(message.id),)


def _strings(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _named(message: Message) -> str:
    context = f" ({message.context})" if message.context else ""
    return f"“{_identifiers(message)[0]}”{context}"
