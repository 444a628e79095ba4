"""Names without their legal form."""

import pytest

from fondaco.engines.language.legal_forms import name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("TECNOMEC S.R.L.", "tecnomec"),
        ("Tecnomec srl unipersonale", "tecnomec"),
        ("A.B.C. Società per Azioni", "abc"),
        ("Rossi & Figli S.n.c.", "rossi e figli"),
        ("Società Agricola Più S.c.a r.l.", "societa agricola piu"),
        ("Müller GmbH & Co. KG", "muller"),
        ("S.p.A.", "spa"),
        ("", ""),
    ],
)
def test_two_spellings_of_a_name_are_equal(name: str, key: str) -> None:
    """The legal form at the end goes; what is nothing else stays."""
    assert name_key(name) == key
