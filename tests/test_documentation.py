"""What the papers point to is there."""

import re
from pathlib import Path

import pytest
from tools.write_reference import PAGES, REFERENCE, command_line

from fondaco.config.command_line import ENGINES

ROOT = Path(__file__).parents[1]
PAPERS = sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md"))
DECISIONS = ROOT / "docs" / "decisions"
INDEX = ROOT / "docs" / "index.md"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_links_lead_to_files_of_the_project(paper: Path) -> None:
    targets = re.findall(r"(?<!!)\[[^]]*\]\(([^)#\s]+)", paper.read_text())
    missing = [
        target
        for target in targets
        if not target.startswith("http") and not (paper.parent / target).exists()
    ]
    assert missing == []


def test_the_list_of_decisions_is_complete_and_in_order() -> None:
    listed = re.findall(
        r"\((\d{4}-[\w-]+\.md)\)", (DECISIONS / "README.md").read_text()
    )
    assert listed == sorted(path.name for path in DECISIONS.glob("0*.md"))


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("0*.md")), ids=lambda p: p.stem)
def test_a_decision_has_its_number_its_parts_and_one_page(path: Path) -> None:
    text = path.read_text()
    assert text.startswith(f"# {int(path.name[:4])}. ")
    headings = re.findall(r"^## (.*)$", text, flags=re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 70


@pytest.mark.parametrize("name", PAGES)
def test_what_the_program_says_of_itself_is_up_to_date(name: str) -> None:
    assert (REFERENCE / name).read_text() == PAGES[name](), (
        f"docs/reference/{name} is stale. Write it anew: make reference"
    )


def test_the_page_of_the_command_line_has_every_command_of_ours() -> None:
    told = re.findall(r"^#+ `fondaco (\w+)", command_line(), flags=re.MULTILINE)
    files = ROOT.glob("src/fondaco/*/management/commands/[a-z]*.py")
    assert {path.stem for path in files} | set(ENGINES) == set(told)
    assert "| `--year YEAR` | The year, such as 2016. Needed. |" in command_line()
    assert "\n### `fondaco timetable solve FILE`\n" in command_line()


def test_every_page_is_on_the_way_from_the_first() -> None:
    """A folder that no list takes in would be built and never found."""
    listed = re.findall(r"^(\S+/\S+)$", INDEX.read_text(), flags=re.MULTILINE)
    reached = {path for entry in listed for path in INDEX.parent.glob(f"{entry}.md")}
    built = INDEX.parent.glob("[a-z]*/*.md")
    assert reached == set(built)
