"""Mending a duplicate: from the desk to one record, and back to two."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.by_keyboard import Visitor, visitor
from tests.browser.conftest import PASSWORD, Served

pytestmark = pytest.mark.browser

# In one process: to start takes longer than to import.
COMMANDS = """
from django.core.management import call_command
call_command("import", "organisations", {file!r}, cluster="AFIL")
call_command("duplicates")
"""


def recorded_twice(served: Served, folder: Path, name: str) -> None:
    """One organisation under two names, each knowing something the other does not."""
    website = f"https://{name.split()[1].lower()}.example.org"
    file = folder / "twice.csv"
    file.write_text(
        "Ragione sociale;Tipologia;Città;Sito web;E-mail\n"
        f"{name} S.r.l.;azienda;Lecco;{website};info@example.org\n"
        f"{name} Italia;azienda;Introbio;{website};\n"
    )
    served.run("shell", "-v", "0", "-c", COMMANDS.format(file=str(file)))


@pytest.mark.parametrize(
    ("language", "width"), [("it", 375), ("en", 1280)], ids=["it-375", "en-1280"]
)
def test_mending_a_duplicate(
    browser: Browser, served: Served, tmp_path: Path, language: str, width: int
) -> None:
    name = {"it": "Fucine Valsassina", "en": "Torneria Valmadrera"}[language]
    recorded_twice(served, tmp_path, name)
    luca = visitor(browser, served.address, language, width)

    goes_from_the_desk_to_the_pair(luca, name)
    merges(luca, name)
    undoes(luca, name)

    luca.is_content()


def goes_from_the_desk_to_the_pair(luca: Visitor, name: str) -> None:
    luca.visit(luca.say(en="/en/sign-in/", it="/accedi/"))
    luca.write("E-mail", "afil@example.org")
    luca.write("Password", PASSWORD)
    luca.submit()
    luca.skip_to_content()
    luca.follow(luca.say(en="Compare", it="Confronta"))
    luca.sees_heading(luca.say(en="Likely duplicates", it="Probabili doppioni"))
    luca.follow(luca.say(en=f"Compare: {name}", it=f"Confronta: {name}"))


def merges(luca: Visitor, name: str) -> None:
    luca.sees(
        luca.say(en="What they say differently", it="Che cosa dicono diversamente"),
        "Lecco",
        "Introbio",
        f"{name} S.r.l.",
        f"{name} Italia",
    )
    luca.pick_other(luca.say(en="City", it="Città"))
    luca.press(luca.say(en="Merge the two", it="Unisci le due"))
    luca.is_told(luca.say(en="is now part of", it="ora fa parte di"))


def undoes(luca: Visitor, name: str) -> None:
    luca.reads(luca.say(en="City", it="Città"), "Introbio")
    luca.reads(luca.say(en="Public e-mail", it="E-mail pubblica"), "info@example.org")
    luca.follow(luca.say(en="undo the merge", it="annulla l’unione"))
    luca.press(luca.say(en="Undo: make them two", it="Annulla: tornino a essere due"))
    luca.is_told(luca.say(en="of its own again", it="di nuovo una scheda a sé"))
    luca.follow(f"{name} S.r.l.")
    luca.reads(luca.say(en="City", it="Città"), "Lecco")
