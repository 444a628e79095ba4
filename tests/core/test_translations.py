"""Catalogues are extracted, compiled and checked on small apps written here."""

import gettext
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

import fondaco
from fondaco.config.command_line import run
from fondaco.core.management.commands.translations import Command
from fondaco.core.translations import (
    CATALOGUE,
    HEADER,
    UnreadableError,
    check,
    collect,
    compile_catalogue,
    read,
    update,
)

MakeApp = Callable[..., Path]


@pytest.fixture
def make_app(tmp_path: Path) -> MakeApp:
    def make(
        python: str = "", template: str = "", catalogue: str = "", name: str = "app"
    ) -> Path:
        app = tmp_path / name
        files = {"views.py": python, f"templates/{name}/page.html": template}
        if catalogue:
            files[str(CATALOGUE)] = f"{HEADER}\n{catalogue}"
        for path, text in files.items():
            file = app / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return app

    return make


def texts(app: Path) -> list[tuple[str | None, object]]:
    return [(message.context, message.id) for message in collect(app) if message.id]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('gettext("Home")', [(None, "Home")]),
        ('_("It is " "one text")', [(None, "It is one text")]),
        ('gettext_lazy("Home")', [(None, "Home")]),
        ('pgettext("address", "home/")', [("address", "home/")]),
        ('pgettext_lazy("address", "home/")', [("address", "home/")]),
        (
            'ngettext("%(n)s day", "%(n)s days", n)',
            [(None, ("%(n)s day", "%(n)s days"))],
        ),
        ('ngettext_lazy("day", "days", "n")', [(None, ("day", "days"))]),
        ('npgettext("c", "day", "days", n)', [("c", ("day", "days"))]),
        ('npgettext_lazy("c", "day", "days", n)', [("c", ("day", "days"))]),
        ("gettext(name)", []),
        ('print("Home")', []),
    ],
)
def test_texts_of_python_files_are_collected(
    make_app: MakeApp, source: str, found: list[tuple[str | None, object]]
) -> None:
    assert texts(make_app(python=source)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "Home" %}', [(None, "Home")]),
        ("{% translate 'Don“t' %}", [(None, "Don“t")]),
        ('<p>{% translate "Don\'t" as refusal %}', [(None, "Don't")]),
        ('{% translate "50%" %}', [(None, "50%%")]),
        ('{% translate "home/" context "address" %}', [("address", "home/")]),
        ('{% button label=_("Save") kind="main" %}', [(None, "Save")]),
        ('{{ name|default:_("None (yet)") }}', [(None, "None (yet)")]),
        ('{% if a %}{{ _("Yes") }}{% endif %}', [(None, "Yes")]),
        ("{% blocktranslate %}A {{ b }}{% endblocktranslate %}", [(None, "A %(b)s")]),
        (
            "{% blocktranslate trimmed with b=c|upper asvar d %}\n  A\n  {{ b }} 5%\n"
            "{% endblocktranslate %}",
            [(None, "A %(b)s 5%%")],
        ),
        (
            "{% blocktranslate count n=days|length trimmed %}{{ n }} day{% plural %}"
            "{{ n }} days{% endblocktranslate %}",
            [(None, ("%(n)s day", "%(n)s days"))],
        ),
        (
            '{% blocktranslate count n=m context "c" %}day{% plural %}days'
            "{% endblocktranslate %}",
            [("c", ("day", "days"))],
        ),
        (
            '{% blocktranslate context "c" with a=_("Z") %}“{{ a }}” (it’s)'
            "{% endblocktranslate %}",
            [(None, "Z"), ("c", "“%(a)s” (it’s)")],
        ),
        ('<a title="_(\'x\')">gettext("x")</a> {# _("x") #}', []),
        ("{% comment %}{% translate 'x' %}{% endcomment %}", []),
    ],
)
def test_texts_of_templates_are_collected(
    make_app: MakeApp, source: str, found: list[tuple[str | None, object]]
) -> None:
    assert texts(make_app(template=source)) == found


def test_migrations_have_no_texts(make_app: MakeApp) -> None:
    app = make_app()
    (app / "migrations").mkdir()
    (app / "migrations/0001_initial.py").write_text('_("Home")')
    assert texts(app) == []


def test_a_template_that_cannot_be_read_is_named(make_app: MakeApp) -> None:
    app = make_app(
        template="{% blocktranslate %}{% if a %}{% endif %}{% endblocktranslate %}"
    )
    with pytest.raises(UnreadableError, match=r"page\.html"):
        collect(app)


def test_an_app_without_texts_gets_no_catalogue(make_app: MakeApp) -> None:
    app = make_app()
    assert not update(app)
    assert not (app / CATALOGUE).exists()


def test_extracting_writes_a_new_catalogue(make_app: MakeApp) -> None:
    app = make_app(
        '_("Home")', '{% translate "Home" %}{% translate "b/" context "c" %}'
    )
    assert update(app)
    assert (app / CATALOGUE).read_text("utf-8") == (
        f"{HEADER}\n"
        "#: templates/app/page.html views.py\n"
        'msgid "Home"\n'
        'msgstr ""\n'
        "\n"
        "#: templates/app/page.html\n"
        'msgctxt "c"\n'
        'msgid "b/"\n'
        'msgstr ""\n'
    )
    assert not update(app)


def test_extracting_keeps_translations_and_drops_what_is_unused(
    make_app: MakeApp,
) -> None:
    app = make_app(
        python='_("Home"); ngettext("day", "days", n); pgettext("c", "Home")',
        catalogue="""
# The first page.
#, fuzzy
msgid "Home"
msgstr "Inizio"

msgid "Gone"
msgstr "Andato"

#. third-party
msgid "Theirs"
msgstr "Loro"

msgid "day"
msgstr "giorno"

#~ msgid "Old"
#~ msgstr "Vecchio"
""",
    )
    assert update(app)
    assert (app / CATALOGUE).read_text("utf-8") == (
        f"{HEADER}\n"
        "#. third-party\n"
        'msgid "Theirs"\n'
        'msgstr "Loro"\n'
        "\n"
        "# The first page.\n"
        "#: views.py\n"
        "#, fuzzy\n"
        'msgid "Home"\n'
        'msgstr "Inizio"\n'
        "\n"
        "#: views.py\n"
        'msgid "day"\n'
        'msgid_plural "days"\n'
        'msgstr[0] "giorno"\n'
        'msgstr[1] ""\n'
        "\n"
        "#: views.py\n"
        'msgctxt "c"\n'
        'msgid "Home"\n'
        'msgstr ""\n'
    )


def test_a_plural_that_is_one_no_more_keeps_its_singular(make_app: MakeApp) -> None:
    app = make_app(
        python='_("day")',
        catalogue='msgid "day"\nmsgid_plural "days"\nmsgstr[0] "giorno"\nmsgstr[1] "g"',
    )
    assert update(app)
    assert [m.string for m in read(app / CATALOGUE) if m.id] == ["giorno"]


def test_compiling_writes_what_gettext_reads(make_app: MakeApp) -> None:
    app = make_app(
        catalogue='msgid "Home"\nmsgstr "Inizio"\n\n'
        'msgctxt "address"\nmsgid "home/"\nmsgstr "inizio/"\n\n'
        'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "giorno"\nmsgstr[1] "giorni"\n\n'
        '#, fuzzy\nmsgid "Doubt"\nmsgstr "Dubbio"\n'
    )
    assert compile_catalogue(app)
    with (app / CATALOGUE).with_suffix(".mo").open("rb") as file:
        italian = gettext.GNUTranslations(file)
    assert italian.gettext("Home") == "Inizio"
    assert italian.pgettext("address", "home/") == "inizio/"
    assert [italian.ngettext("day", "days", n) for n in (0, 1, 2)] == [
        "giorni",
        "giorno",
        "giorni",
    ]
    assert italian.gettext("Doubt") == "Doubt"


def test_only_what_changed_is_compiled(make_app: MakeApp) -> None:
    app = make_app(catalogue='msgid "Home"\nmsgstr "Inizio"')
    source = app / CATALOGUE
    os.utime(source, (1, 1))
    assert compile_catalogue(app)
    assert not compile_catalogue(app)
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (later, later))
    assert compile_catalogue(app)
    assert [file.name for file in sorted(source.parent.iterdir())] == [
        "django.mo",
        "django.po",
    ]


def test_an_app_without_catalogue_has_nothing_to_compile(make_app: MakeApp) -> None:
    assert not compile_catalogue(make_app())


def test_a_catalogue_that_cannot_be_read_is_named(make_app: MakeApp) -> None:
    app = make_app(catalogue='mgid "Home"\nmsgstr "Inizio"')
    with pytest.raises(UnreadableError, match=r"django\.po"):
        compile_catalogue(app)


def problems(app: Path) -> list[str]:
    start = f"{app / CATALOGUE}: "
    return [problem.removeprefix(start) for problem in check([app])]


@pytest.mark.parametrize(
    ("python", "catalogue", "found"),
    [
        ('_("A")', 'msgid "A"\nmsgstr "B"', []),
        ('_("A")', 'msgid "A"\nmsgstr ""', ["“A” is not translated."]),
        ('_("A")', '#, fuzzy\nmsgid "A"\nmsgstr "B"', ["“A” is fuzzy."]),
        (
            '_("A")',
            'msgid "A"\nmsgstr "l\'altro"',
            ["“A” has ' where Italian texts write ’ or “ ”."],
        ),
        (
            "_(\"<b a='c'>A</b>\")",
            "msgid \"<b a='c'>A</b>\"\nmsgstr \"<b a='c'>l’altro</b>\"",
            [],
        ),
        ('_("A")', "", ["“A” of views.py is missing."]),
        (
            'pgettext("c", "A")',
            'msgid "A"\nmsgstr "B"',
            ["“A” (c) of views.py is missing.", "“A” is not used."],
        ),
        ("", '#. third-party\nmsgid "A"\nmsgstr "B"', []),
        ("", '#~ msgid "A"\n#~ msgstr "B"', ["“A” is obsolete."]),
        (
            'ngettext("A", "As", n)',
            'msgid "A"\nmsgstr "B"',
            ["“A” has another plural in the catalogue."],
        ),
        (
            'ngettext("A", "As", n)',
            'msgid "A"\nmsgid_plural "As"\nmsgstr[0] "B"\nmsgstr[1] ""',
            ["“A” does not have its 2 plural forms."],
        ),
        (
            'ngettext("A", "As", n)',
            'msgid "A"\nmsgid_plural "As"\nmsgstr[0] ""\nmsgstr[1] ""',
            ["“A” is not translated."],
        ),
        (
            'ngettext("A day", "%(n)s days", n)',
            'msgid "A day"\nmsgid_plural "%(n)s days"\n'
            'msgstr[0] "%(n)s giorno"\nmsgstr[1] "%(n)s giorni"',
            [],
        ),
        (
            'ngettext("%(n)s day", "%(n)s days", n)',
            'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'
            'msgstr[0] "%(n)s giorno"\nmsgstr[1] "giorni"',
            ["“%(n)s day” has other placeholders in its translation."],
        ),
    ],
)
def test_a_catalogue_is_checked_against_the_texts(
    make_app: MakeApp, python: str, catalogue: str, found: list[str]
) -> None:
    assert problems(make_app(python=python, catalogue=catalogue)) == found


@pytest.mark.parametrize(
    ("text", "translation", "same"),
    [
        ("%(a)s of %(b)s", "%(b)s di %(a)s", True),
        ("%(a)s", "%(a)s %(a)s", True),
        ("%(a)s", "%(b)s", False),
        ("%(a)d", "%(a)s", False),
        ("%(a)r of %(b).1f", "%(a)r di %(b).2f", False),
        ("%s and %s", "%s e %s", True),
        ("%s and %s", "%s", False),
        ("{name} (100%%)", "{name} (100 %%)", True),
        ("{name}", "{nome}", False),
        ("{} and {}", "{}", False),
        ("<em>a</em>", "<em>b</em>", True),
        ("<em>a</em>", "<em>b<em>", False),
        ("a/<int:year>/", "b/<int:year>/", True),
        ("a/<int:year>/", "b/<int:anno>/", False),
        ("a < b", "a è minore di b", True),
    ],
)
def test_a_translation_carries_the_placeholders(
    make_app: MakeApp, text: str, translation: str, same: bool
) -> None:
    app = make_app(f'_("{text}")', catalogue=f'msgid "{text}"\nmsgstr "{translation}"')
    fault = f"“{text}” has other placeholders in its translation."
    assert problems(app) == [fault] * (not same)


def test_two_apps_must_translate_a_text_alike(make_app: MakeApp) -> None:
    first, second = (
        make_app('_("A")', catalogue=f'msgid "A"\nmsgstr "{text}"', name=name)
        for name, text in (("first", "Uno"), ("second", "Due"))
    )
    assert check([first, second]) == [
        f"{second / CATALOGUE}: “A” is translated otherwise in {first / CATALOGUE}, "
        "which comes first."
    ]


def test_what_is_not_translated_yet_contradicts_nothing(make_app: MakeApp) -> None:
    first = make_app('_("A")', catalogue='msgid "A"\nmsgstr ""', name="first")
    second = make_app('_("A")', catalogue='msgid "A"\nmsgstr "Due"', name="second")
    assert check([first, second]) == [f"{first / CATALOGUE}: “A” is not translated."]


def test_one_context_is_not_another(make_app: MakeApp) -> None:
    first = make_app('_("A")', catalogue='msgid "A"\nmsgstr "Uno"', name="first")
    second = make_app(
        'pgettext("c", "A")',
        catalogue='msgctxt "c"\nmsgid "A"\nmsgstr "Due"',
        name="second",
    )
    assert check([first, second]) == []


@given(st.lists(st.text("aà%({<\"'\\\n", min_size=1, max_size=8), max_size=5))
def test_what_is_extracted_has_only_to_be_translated(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[str]
) -> None:
    app = tmp_path_factory.mktemp("app")
    (app / "views.py").write_text("\n".join(f"_({text!r})" for text in wanted), "utf-8")
    update(app)
    assert {message.id for message in read(app / CATALOGUE) if message.id} == set(
        wanted
    )
    assert len(problems(app)) == len(set(wanted))
    assert not update(app)


@pytest.fixture
def trial(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> Iterator[Path]:
    """An app of the house, installed alone, with one text."""
    app = make_app(template='{% translate "Home" %}', name="trial")
    (app / "__init__.py").touch()
    monkeypatch.setattr(fondaco, "__path__", [*fondaco.__path__, str(app.parent)])
    settings.INSTALLED_APPS = ["fondaco.trial", "django.contrib.humanize"]
    yield app
    del sys.modules["fondaco.trial"]


def test_the_command_extracts_checks_and_compiles(
    trial: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue = trial / CATALOGUE
    call_command(Command(), "extract")
    assert capsys.readouterr().out == f"{catalogue}\n"
    with pytest.raises(CommandError, match=r"have 1 fault") as caught:
        call_command(Command(), "check")
    assert caught.value.returncode == 1
    assert capsys.readouterr().out == f"{catalogue}: “Home” is not translated.\n"
    catalogue.write_text(
        catalogue.read_text().replace('"Home"\nmsgstr ""', '"Home"\nmsgstr "Inizio"')
    )
    for verb in ("extract", "check", "compile"):
        call_command(Command(), verb)
    assert capsys.readouterr() == ("", "")
    assert catalogue.with_suffix(".mo").exists()


def test_the_command_names_what_it_cannot_read(trial: Path) -> None:
    (trial / "templates/trial/page.html").write_bytes(b"\xff")
    with pytest.raises(CommandError, match=r"page\.html"):
        call_command(Command(), "check")


def test_a_verb_that_does_not_exist_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["translations", "burn"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
