"""Databases fold as Python does."""

import pytest
from django.db.models import F

from fondaco.core.searching import Folded
from fondaco.engines.language.folding import fold
from fondaco.registry.models import Organisation
from tests.factories import make_organisation


@pytest.mark.django_db
def test_the_database_folds_as_python_does() -> None:
    names = ["Forlì", "FORLI’", "Łódź – Øresund", "Straße «Æther»", "L’Aquila 100%"]
    for name in names:
        make_organisation(name=name, acronym="", city="Città")
    rows = Organisation.objects.annotate(
        folded=Folded(F("name"), F("maintained_by__acronym"), F("city"))
    )
    assert set(rows.values_list("folded", flat=True)) == {
        f"{fold(name)} citta" for name in names
    }
