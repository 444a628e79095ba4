"""Who takes part in what where no rule says so, and where one does."""

import math

import pytest

from fondaco.engines.press import read
from fondaco.engines.press.linking.model import Model, model
from tests.engines.press.readings import PUBLISHED

SMALL = Model(
    roles=("organiser", "speaker"),
    least_new=0.3,
    least_kept=0.3,
    least_said=0.1,
    parts={"bias": -200, "in heading": 150, "before=con": 120},
    by_role={"before=con": (0, 100), "bias": (30, 0)},
)


def test_what_speaks_for_a_part_adds_up() -> None:
    """Hundredths of log-odds; what was never seen weighs nothing."""
    assert SMALL.part({"bias"}) == pytest.approx(1 / (1 + math.exp(2)))
    assert SMALL.part({"bias", "in heading", "before=con", "new"}) == pytest.approx(
        1 / (1 + math.exp(-0.7))
    )


def test_the_likeliest_role_is_given_with_its_likelihood() -> None:
    """Of those that are known."""
    role, share = SMALL.role({"bias", "before=con"})
    assert role == "speaker"
    assert share == pytest.approx(1 / (1 + math.exp(-0.7)))
    assert SMALL.role({"bias"})[0] == "organiser"


def test_the_model_of_the_engine_is_whole() -> None:
    """Each feature weighs on each role, and no role stands twice."""
    assert len(set(model().roles)) == len(model().roles)
    assert {len(weights) for weights in model().by_role.values()} == {
        len(model().roles)
    }
    assert len(model().parts) > 500


def test_who_is_used_by_a_rule_takes_no_part_elsewhere() -> None:
    """Nor whom another belongs to, or is made of."""
    text = (
        "Il 3 giugno a Padova si tiene il convegno “Acqua pulita”. Etralab ha "
        "partecipato alla fiera Mecspe di Parma, dal 10 al 12 giugno, con Alfadue, "
        "società aderente a Confindustria Padova, la rete che riunisce Betatre e "
        "Gammaquattro."
    )
    found = {
        (activity.title, part.organisation)
        for activity in read(text, PUBLISHED).activities
        for part in activity.participations
    }
    assert ("Mecspe", "Etralab") in found
    assert not {name for _, name in found} & {"Betatre", "Gammaquattro"}
    assert not {title for title, name in found if name == "Etralab"} - {"Mecspe"}


def test_each_part_that_is_weighed_keeps_its_words() -> None:
    """A name with the place where it stands, and how sure it is."""
    text = (
        "Si è svolto il 3 giugno a Padova il convegno “Acqua pulita”. Grande "
        "soddisfazione per Etralab, Alfadue e Betatre, che hanno animato la giornata."
    )
    parts = read(text, PUBLISHED).activities[0].participations
    assert parts
    for part in parts:
        assert text[slice(*part.span)]
        assert 0 < part.confidence <= 1
