"""What the papers point to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAPERS = sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md"))
DECISIONS = ROOT / "docs" / "decisions"


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
