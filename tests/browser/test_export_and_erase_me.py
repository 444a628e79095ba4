"""Export and erase me: what is held goes, and what a source attests still stands."""

import json
import zipfile

import pytest
from playwright.sync_api import Browser

from tests.browser.by_keyboard import Visitor, visitor
from tests.browser.conftest import PASSWORD, Served
from tests.browser.inviting import link_in_mail

pytestmark = pytest.mark.browser

# A president whom the sources name, whom the cluster keeps, and who signs in.
COMMANDS = """
from fondaco.accounts.models import User
from fondaco.registry.models import Cluster, Person
person = Person.objects.get(family_name={name!r})
person.maintained_by = Cluster.objects.get(acronym="AFIL")
person.email, person.phone = {email!r}, "+39 02 5550100"
person.user = User.objects.create_user(
    {email!r}, {password!r}, name=str(person), language={language!r}
)
person.save()
"""


@pytest.mark.parametrize(
    ("language", "width", "name"),
    [("it", 375, "Scaglia"), ("en", 1280, "Andreis")],
    ids=["it-375", "en-1280"],
)
def test_export_and_erase_me(
    browser: Browser, served: Served, language: str, width: int, name: str
) -> None:
    email = f"{name.lower()}@example.org"
    commands = COMMANDS.format(
        name=name, email=email, password=PASSWORD, language=language
    )
    served.run("shell", "-v", "0", "-c", commands)
    president = visitor(browser, served.address, language, width)
    manager = visitor(browser, served.address, language, width)

    signs_in(president, email)
    takes_it_along(president, name)
    asks_to_be_erased(president)
    signs_in(manager, "afil@example.org")
    erases(manager, name)
    reads_what_became_of_it(president, link_in_mail(served, email))
    is_gone(president, email)
    still_stands(president, name)

    president.is_content()
    manager.is_content()


def signs_in(who: Visitor, email: str) -> None:
    who.visit(who.say(en="/en/sign-in/", it="/accedi/"))
    who.write("E-mail", email)
    who.write("Password", PASSWORD)
    who.submit()
    who.sees_heading(who.say(en="My desk", it="La mia scrivania"))


def takes_it_along(president: Visitor, name: str) -> None:
    president.follow(president.say(en="My account", it="Il mio account"))
    president.follow(
        president.say(en="See, take along, erase", it="Vedi, porta con te, cancella")
    )
    president.sees("+39 02 5550100", name)
    archive = president.download(
        president.say(en="Download to read", it="Scarica da leggere")
    )
    with zipfile.ZipFile(archive.path()) as files:
        held = json.loads(files.read("data.json"))
    assert "+39 02 5550100" in json.dumps(held)


def asks_to_be_erased(president: Visitor) -> None:
    president.follow(president.say(en="Erase", it="Cancella i dati"))
    president.sees(
        president.say(
            en="It is public: a published source attests this office",
            it="È pubblico: una fonte pubblicata attesta l’incarico",
        )
    )
    president.write(
        president.say(en="Your password", it="La tua password"), "not-this-one"
    )
    president.press(president.say(en="Ask for erasure", it="Chiedi la cancellazione"))
    president.sees(
        president.say(
            en="This is not your present password.",
            it="Questa non è la tua password attuale.",
        )
    )
    president.write(president.say(en="Your password", it="La tua password"), PASSWORD)
    president.press(president.say(en="Ask for erasure", it="Chiedi la cancellazione"))
    president.is_told(
        president.say(
            en="Your request is with those who decide on it.",
            it="La richiesta è presso chi ne decide.",
        )
    )


def erases(manager: Visitor, name: str) -> None:
    manager.follow(manager.say(en="Look and erase", it="Guarda e cancella"))
    manager.sees(name)
    manager.write(manager.say(en="Your password", it="La tua password"), PASSWORD)
    manager.press(manager.say(en="Erase for good", it="Cancella per sempre"))
    manager.is_told(
        manager.say(
            en="It is done; who asked for it gets the receipt by mail.",
            it="È fatto; chi l’ha chiesto riceve la ricevuta per posta elettronica.",
        )
    )


def reads_what_became_of_it(president: Visitor, link: str) -> None:
    president.visit(link)
    president.sees_heading(
        president.say(en="Receipt of an erasure", it="Ricevuta di una cancellazione")
    )


def is_gone(president: Visitor, email: str) -> None:
    """Signed out, and the door is shut."""
    president.visit(president.say(en="/en/account/", it="/conto/"))
    president.sees_heading(president.say(en="Sign in", it="Accedi"))
    president.write("E-mail", email)
    president.write("Password", PASSWORD)
    president.submit()
    president.sees_heading(president.say(en="Sign in", it="Accedi"))


def still_stands(anybody: Visitor, name: str) -> None:
    anybody.visit(anybody.say(en="/en/clusters/afil/", it="/cluster/afil/"))
    anybody.sees(name)
    assert "5550100" not in anybody.page.content()
