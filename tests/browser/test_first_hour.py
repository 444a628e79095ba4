"""The first hour of a new manager: from the mail of invitation to a change undone."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser

from tests.browser.by_keyboard import Visitor, visitor
from tests.browser.conftest import Served
from tests.browser.inviting import invite

pytestmark = pytest.mark.browser

PASSWORD = "nove-cluster-lombardi"


def workbook(path: Path, mark: str) -> Path:
    """What a manager keeps: a title, a header in Italian, an Excel habit or two."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Elenco soci"])
    sheet.append(["Ragione sociale", "Tipologia", "Città", "Sito web", "Fa cosa"])
    sheet.append([f"Officine {mark} S.p.A.", "PMI", "Lecco", "example.org", "Torni"])
    sheet.append([f"Telai {mark} S.r.l.", "azienda", "Cantù", None, "Telai"])
    sheet.append([f"Politecnico {mark}", "Ateneo", "Milano", None, None])
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("language", "width"), [("it", 375), ("en", 1280)], ids=["it-375", "en-1280"]
)
def test_first_hour_of_a_new_manager(
    browser: Browser, served: Served, tmp_path: Path, language: str, width: int
) -> None:
    mark = {"it": "Brambilla", "en": "Colombo"}[language]
    email = f"{mark.lower()}@example.org"
    link = invite(
        browser,
        served,
        by="coordinator@example.org",
        name=("Ada", mark),
        email=email,
        language=language,
        role="cluster_manager",
        body=("cluster", "AFIL"),
    )
    ada = visitor(browser, served.address, language, width)

    accepts_the_invitation(ada, link)
    signs_in_again(ada, email)
    imports(ada, workbook(tmp_path / f"{mark}.xlsx", mark))
    keeps_a_view(ada, mark)
    edits_and_undoes(ada, mark)

    ada.is_content()


def accepts_the_invitation(ada: Visitor, link: str) -> None:
    ada.visit(link)
    ada.sees_heading(ada.say(en="You are invited", it="Hai un invito"))
    ada.write("Password", PASSWORD)
    ada.press(ada.say(en="Accept", it="Accetta"))
    ada.sees_heading(ada.say(en="My desk", it="La mia scrivania"))
    ada.is_told(ada.say(en="Welcome.", it="Ti diamo il benvenuto"))


def signs_in_again(ada: Visitor, email: str) -> None:
    ada.press(ada.say(en="Sign out", it="Esci"))
    ada.follow(ada.say(en="Sign in", it="Accedi"))
    ada.write("E-mail", email)
    ada.write("Password", PASSWORD)
    ada.submit()
    ada.sees_heading(ada.say(en="My desk", it="La mia scrivania"))
    ada.sees(ada.say(en="What waits for you", it="Che cosa ti aspetta"))


def imports(ada: Visitor, file: Path) -> None:
    ada.follow(ada.say(en="Import from a file", it="Importa da un file"))
    ada.choose(
        ada.say(en="What the file holds", it="Che cosa contiene il file"),
        ada.say(en="Organisations", it="Organizzazioni"),
    )
    ada.attach("File", str(file))
    ada.tick(ada.say(en="Publish what is new at once", it="Pubblica subito"))
    ada.press(ada.say(en="Read the file", it="Leggi il file"))
    ada.sees_heading(file.name)
    # What was recognised is chosen already; the manager says what the rest is.
    ada.choose("Fa cosa", ada.say(en="What it does", it="Di che cosa si occupa"))
    ada.press(ada.say(en="See what would change", it="Vedi che cosa cambierebbe"))
    ada.sees(ada.say(en="Nothing has changed yet.", it="Non è ancora cambiato nulla."))
    ada.press(ada.say(en="Import", it="Importa"))
    ada.is_told(ada.say(en="The import is done.", it="L’importazione è fatta."))


def keeps_a_view(ada: Visitor, mark: str) -> None:
    ada.follow(ada.say(en="Open the list", it="Apri l’elenco"))
    ada.write(ada.say(en="Search in the list", it="Cerca nell’elenco"), mark)
    ada.unfold(ada.say(en="Kind", it="Tipo"))
    ada.tick(ada.say(en="Company", it="Azienda"))
    ada.submit()
    ada.sees(f"Officine {mark}", f"Telai {mark}")
    ada.follow(ada.say(en="Keep this view", it="Salva questa vista"))
    ada.write(ada.say(en="Name", it="Nome"), mark)
    ada.press(ada.say(en="Keep this view", it="Salva questa vista"))
    ada.follow(mark)
    ada.sees(f"Officine {mark}", f"Telai {mark}")


def edits_and_undoes(ada: Visitor, mark: str) -> None:
    ada.follow(f"Telai {mark}")
    ada.write(ada.say(en="City", it="Città"), "Como")
    ada.press(ada.say(en="Save", it="Salva"))
    ada.is_told(ada.say(en="was saved", it="è stata salvata"))
    ada.follow(ada.say(en="Undo", it="Annulla"))
    ada.press(ada.say(en="Take it back", it="Annulla la modifica"))
    ada.is_told(ada.say(en="taken back", it="annullata"))
    ada.reads(ada.say(en="City", it="Città"), "Cantù")
