"""A visitor who has a keyboard and nothing else, and what they meet on their way.

Names are those that a screen reader says, in both languages: a journey names each
control once, as `say(en="Import", it="Importa")`.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.browser.conftest import open_page
from tests.browser.crawl import kind_of
from tests.browser.faults import faults_of

# More than this to one control is more than a person has patience for.
MOST_TABS = 60

# What is wrong with the focus, if anything: no outline or ring, or off the screen.
UNSEEN = r"""(() => {
  const here = document.activeElement;
  const labels = [...(here.labels ?? [])];
  const isMarked = (style) =>
    (style.outlineStyle !== "none" && !/^rgba.*, 0\)$/.test(style.outlineColor))
    || /0px [01]px 0px [2-9]px/.test(style.boxShadow);
  const parts = [here, ...labels].flatMap((one) =>
    [null, "::before", "::after"].map((part) => getComputedStyle(one, part)));
  if (!parts.some(isMarked)) return "does not show that it has the focus";
  const boxes = [here, ...labels].map((one) => one.getBoundingClientRect());
  const isOnScreen = boxes.some((box) => box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth);
  return isOnScreen ? "" : "has the focus and is off the screen";
})()"""


@dataclass(frozen=True)
class Stop:
    """Where the Tab key halted, as assistive technology is told of it."""

    role: str
    name: str

    def __str__(self) -> str:
        return f"{self.role} “{self.name}”"


@dataclass
class Visitor:
    """One person before one browser: every method is something they do or notice."""

    page: Page
    language: str
    faults: list[str] = field(default_factory=list)
    _looked_at: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._devtools = self.page.context.new_cdp_session(self.page)
        # A scroll that is under way says nothing of where it ends.
        self.page.emulate_media(reduced_motion="reduce")
        self.page.on("pageerror", lambda error: self._blame(str(error)))
        self.page.on(
            "console",
            lambda said: self._blame(said.text) if said.type == "error" else None,
        )
        # A question of the browser's own is answered by Enter.
        self.page.on("dialog", lambda dialog: dialog.accept())
        # Turned on from the start: within a key press it may come too late.
        self.page.on("filechooser", lambda _chooser: None)

    # 1. Going about.
    def say(self, *, en: str, it: str) -> str:
        return {"en": en, "it": it}[self.language]

    def visit(self, address: str) -> None:
        """Open an address that they know, from a mail or a bookmark."""
        self.page.goto(address)
        self._arrive()

    def tab(self) -> Stop:
        """To the next control, which must be seen."""
        self.page.keyboard.press("Tab")
        stop = self._stop()
        # After the last one the focus leaves the page, and begins anew.
        fault = stop.role != "none" and self.page.evaluate(UNSEEN)
        if fault:
            self._blame(f"{stop} {fault}")
        return stop

    def tab_to(self, name: str, role: str = "") -> None:
        """Press Tab until the control of this name has the focus."""
        passed: list[Stop] = []
        for _ in range(MOST_TABS):
            stop = self.tab()
            if _is_called(stop, name, role):
                return
            passed.append(stop)
        raise AssertionError(
            f"No {role or 'control'} “{name}” within {MOST_TABS} stops of the Tab key "
            f"on {self.page.url}; passed:\n" + "\n".join(map(str, passed))
        )

    def skip_to_content(self) -> None:
        stop = self.tab()
        name = self.say(en="Skip to the content", it="Vai al contenuto")
        assert _is_called(stop, name, "link"), f"The first is {stop}."
        self.page.keyboard.press("Enter")

    def follow(self, name: str) -> None:
        """A link, by Enter, to the page behind it."""
        self.tab_to(name, "link")
        self._leave("Enter")

    def press(self, name: str) -> None:
        """A button, by Enter, to the page that answers."""
        self.tab_to(name, "button")
        self._leave("Enter")

    def submit(self) -> None:
        """Enter within a field sends its form."""
        self._leave("Enter")

    def types(self, key: str) -> None:
        """A key that acts by itself, and leads to another page."""
        self._leave(key)

    # 2. Filling in.
    def write(self, name: str, text: str) -> None:
        self.tab_to(name)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, name: str, option: str) -> None:
        """An option of a list, by its first letters."""
        self.tab_to(name, "combobox")
        self.page.keyboard.type(option)
        chosen = self.page.evaluate(
            "document.activeElement.selectedOptions[0].label.trim()"
        )
        assert chosen.startswith(option), f"{option}: {chosen} was chosen."

    def tick(self, name: str) -> None:
        self.tab_to(name, "checkbox")
        self.page.keyboard.press("Space")

    def pick_other(self, name: str) -> None:
        """Of two choices the other one: Tab reaches the chosen one, arrows go on."""
        group = self.page.get_by_role("group", name=name, exact=True)
        for _ in range(MOST_TABS):
            if self.tab().role == "radio" and group.locator(":focus").count():
                self.page.keyboard.press("ArrowDown")
                return
        raise AssertionError(f"No choice of “{name}” on {self.page.url}.")

    def unfold(self, name: str) -> None:
        self.tab_to(name, "DisclosureTriangle")
        self.page.keyboard.press("Enter")

    def attach(self, name: str, path: str) -> None:
        """A file: Enter opens the window of the system, where the choice is made."""
        self.tab_to(name)
        with self.page.expect_file_chooser() as choosing:
            self.page.keyboard.press("Enter")
        choosing.value.set_files(path)

    def download(self, name: str) -> Download:
        self.tab_to(name, "link")
        with self.page.expect_download() as downloading:
            self.page.keyboard.press("Enter")
        return downloading.value

    # 3. Noticing.
    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def reads(self, name: str, value: str) -> None:
        """What a field holds."""
        expect(self.page.get_by_label(name).first).to_have_value(value)

    def sees_heading(self, name: str) -> None:
        expect(self.heading).to_have_text(re.compile(re.escape(name)))

    def is_told(self, text: str) -> None:
        """In a message at the top that a screen reader says by itself."""
        told = self.page.locator(":is([role=status], [role=alert])")
        expect(told.filter(has_text=text).first).to_be_visible()

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def is_content(self) -> None:
        """Nothing on the way was hidden, unreadable, unlabelled or out of order."""
        self.page.context.close()
        assert self.faults == [], "\n".join(self.faults)

    # 4. What the keyboard is told.
    def _leave(self, key: str) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self._arrive()

    def _arrive(self) -> None:
        outline = self.page.locator("main h1, main h2, main legend").all_inner_texts()
        page = f"{kind_of(self.page.url)} {outline}"
        spoken = self.page.locator("html").get_attribute("lang")
        if spoken != self.language:
            self._blame(f"speaks {spoken}")
        if page not in self._looked_at:
            self._looked_at.add(page)
            width = self.page.viewport_size["width"]  # type: ignore[index]
            self.faults += faults_of(self.page, self.page.url, [width], axe=True)

    def _blame(self, fault: str) -> None:
        found = f"{self.page.url}: {fault}"
        if found not in self.faults:
            self.faults.append(found)

    def _stop(self) -> Stop:
        here = self._devtools.send(
            "Runtime.evaluate", {"expression": "document.activeElement"}
        )
        told: dict[str, Any] = self._devtools.send(
            "Accessibility.getPartialAXTree",
            {"objectId": here["result"]["objectId"], "fetchRelatives": False},
        )["nodes"][0]
        role, name = (told.get(one, {}).get("value", "") for one in ("role", "name"))
        # What is said and not shown begins with a space of its own.
        return Stop(role, name.replace(" :", ":"))


def _is_called(stop: Stop, name: str, role: str) -> bool:
    """By its whole name, or the beginning that the words of the page give it."""
    return stop.name.startswith(name) and role in {"", stop.role}


def visitor(browser: Browser, site: str, language: str, width: int) -> Visitor:
    return Visitor(open_page(browser, site, width=width, language=language), language)
