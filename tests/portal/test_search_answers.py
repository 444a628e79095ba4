"""The same questions have the same answers on both databases, and with a server."""

from collections.abc import Iterator
from typing import Any

import pytest

from fondaco.activities.models import Activity, Programme
from fondaco.core.models import SearchUnsent
from fondaco.core.search_index.keeping import rebuild
from fondaco.core.search_index.question import read_question
from fondaco.portal.searching import search_everything
from fondaco.registry.models import Competence, Organisation, OrganisationAlias
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_organisation,
    make_person,
    make_place,
    make_programme,
)
from tests.search_server import SearchServer, search_server, use


@pytest.fixture
def network(cast: Cast) -> Cast:
    own = {"kind": "company", "acronym": ""}
    other = make_organisation(
        name="Politecnico di Milano", acronym="PoliMi", kind="university"
    )
    OrganisationAlias.objects.create(organisation=other, name="Technical University")
    make_organisation(name="Dell'Acqua Impianti S.p.A.", city="Forlì", **own)
    make_organisation(name="C.N.R.", kind="research", acronym="")
    bio = make_organisation(
        name="Aziende Agricole Riunite",
        description_it="Biotecnologie per la qualità dell’aria: un’impresa giovane.",
        description_en="Biotechnology companies since 1990.",
        **own,
    )
    topic = Competence.objects.create(name_it="Robotica mobile", name_en="Robots")
    bio.competences.add(topic)
    make_organisation(name="E-mail & Łódź – Øresund", city="Monaco", country="DE")
    make_organisation(name="Straße 4.0", **own)
    make_organisation(name="Ω Ωμέγα 研究所", **own)
    make_organisation(name="Segreta Biotecnologie", is_published=False)
    make_organisation(
        name="Nostra Biotecnologia", is_published=False, maintained_by=cast.cluster
    )
    programme = make_programme(
        name_it="Orizzonte Europa", name_en="Horizon Europe", acronym="HE"
    )
    fair = make_activity(
        cast.network,
        title_it="Fiera delle tecnologie pulite",
        title_en="Clean technologies fair",
        description_en="Energy, mobility and universities meet.",
        programme=programme,
    )
    make_place(fair, "FR", city="Lione")
    make_activity(cast.network, title_it="Missione in Giappone", title_en="")
    make_activity(cast.network, title_it="Riunione riservata", is_published=False)
    make_person(given_name="Ada", family_name="Segreta", email="ada@example.org")
    return cast


ACQUA, CNR, POLI = "Dell'Acqua Impianti S.p.A.", "C.N.R.", "Politecnico di Milano"
BIO, MAIL, STREET = "Aziende Agricole Riunite", "E-mail & Łódź – Øresund", "Straße 4.0"
OMEGA, FAIR = "Ω Ωμέγα 研究所", "Fiera delle tecnologie pulite"
JAPAN, HORIZON = "Missione in Giappone", "Orizzonte Europa"
QUESTIONS: list[tuple[str, set[str]]] = [
    # Whole words, beginnings, small words, order.
    ("politecnico", {POLI}),
    ("POLITECNICO MILANO", {POLI}),
    ("milano politecnico", {POLI}),
    ("politecnico di milano", {POLI}),
    ("politecnico della milano", {POLI}),
    ("polimi", {POLI}),
    ("pol mil", {POLI}),
    ("tecnico", set()),
    ("technical university", {POLI}),
    # Apostrophes, full stops, hyphens.
    ("dell'acqua", {ACQUA}),
    ("dell’acqua", {ACQUA}),
    ("dellacqua", {ACQUA}),
    ("acqua", {ACQUA}),
    ("spa", {ACQUA}),
    ("S.p.A.", {ACQUA}),
    ("cnr", {CNR}),
    ("C.N.R.", {CNR}),
    ("C.N.R", {CNR}),
    ("email", {MAIL}),
    ("e-mail", {MAIL}),
    ("4.0", {STREET}),
    # Accents and letters.
    ("forli", {ACQUA}),
    ("Forlì", {ACQUA}),
    ("forli'", {ACQUA}),
    ("FORLÌ", {ACQUA}),
    ("lodz", {MAIL}),
    ("oresund", {MAIL}),
    ("strasse", {STREET}),
    ("ωμεγα", {OMEGA}),
    ("研究", {OMEGA}),
    # Stems, in both languages.
    ("impianto", {ACQUA}),
    ("biotecnologia", {BIO}),
    ("biotecnologie", {BIO}),
    ("biotechnologies", {BIO}),
    ("imprese", {BIO}),
    ("qualita", {BIO}),
    ("qualità dell'aria", {BIO}),
    ("agricola", {BIO}),
    ("company 1990", {BIO}),
    ("tecnologia pulita", {FAIR}),
    ("clean technology", {FAIR}),
    ("university energy", {FAIR}),
    ("fiere", {FAIR}),
    ("missioni giappone", {JAPAN}),
    # What hangs on a record: competences, places, programmes, labels of choices.
    ("robot", {BIO}),
    ("robotica", {BIO}),
    ("Lyon", {FAIR}),
    ("lione", {FAIR}),
    ("Francia", {FAIR}),
    ("france", {FAIR}),
    ("munich", {MAIL}),
    ("horizon", {HORIZON, FAIR}),
    ("orizzonti", {HORIZON, FAIR}),
    # What nobody may see who does not keep it.
    ("segreta", set()),
    ("riservata", set()),
    ("nostra", set()),
    ("ada@example.org", set()),
    # What means something to a database, or nothing at all.
    ('"politecnico', {POLI}),
    ("politecnico AND milano", {POLI}),
    ("politecnico OR acqua", set()),
    ("NEAR(politecnico milano)", set()),
    ("words:politecnico", set()),
    ("politecnico*", {POLI}),
    ("politecnico & milano | !", {POLI}),
    ("politecnico:* <-> milano", {POLI}),
    ("'; DROP TABLE core_searchentry; --", set()),
    ("poli\0tecnico", set()),
    ("\ud800 politecnico", {POLI}),
    ("((((((", set()),
    ("^ - + \\", set()),
    ("🚀🎉", set()),
    ("🚀 politecnico 🎉", {POLI}),
    ("x" * 10_000, set()),
    ("politecnico " * 1000, {POLI}),
    ("§politecnico", {POLI}),
    ("¶impres", {BIO}),
    ("%", set()),
    ("_olitecnico", set()),
    ("", set()),
]


@pytest.fixture(params=["database", "server"])
def index(
    request: pytest.FixtureRequest, network: Cast, settings: Any
) -> Iterator[SearchServer | None]:
    """Whose index answers: the database’s own, or a server’s that was sent all."""
    if request.param == "database":
        yield None
        return
    with search_server() as server:
        use(server, settings)
        yield server


def answers(text: str, actor: Any) -> set[str]:
    found = search_everything(text, actor)
    assert found.total == sum(len(group.hits) for group in found.groups)
    return {hit.name for group in found.groups for hit in group.hits}


def test_the_same_questions_have_the_same_answers(
    network: Cast, index: SearchServer | None
) -> None:
    wrong = {
        text[:40]: (found, expected)
        for text, expected in QUESTIONS
        if (found := answers(text, network.participant)) != expected
    }
    assert wrong == {}
    if index:
        # It had everything, and was asked whatever has a word in it.
        asked = sum(bool(read_question(text)) for text, _ in QUESTIONS)
        assert index.asked.count("POST _search") >= asked
        assert not SearchUnsent.objects.exists()
    rebuild()
    again = {text: answers(text, network.participant) for text, _ in QUESTIONS}
    assert again == dict(QUESTIONS)


def test_drafts_and_contacts_are_found_and_counted_by_their_keepers_alone(
    network: Cast, index: SearchServer | None
) -> None:
    found = {
        name: answers("biotecnologia", getattr(network, name))
        for name in ("participant", "other_manager", "manager", "administrator")
    }
    own = "Nostra Biotecnologia"
    assert found == {
        "participant": {BIO},
        "other_manager": {BIO},
        "manager": {BIO, own},
        "administrator": {BIO, own, "Segreta Biotecnologie"},
    }
    # The nearest names that one may see: a draft's is nobody else's hint.
    assert search_everything("polytecnico", network.participant).correction == (
        "politecnico"
    )
    for hidden in ("segretta", "nostrra", "riserbata"):
        assert search_everything(hidden, network.participant).correction == ""
    assert search_everything("nostrra", network.manager).correction == "nostra"


def test_what_becomes_hidden_or_goes_is_found_no_longer(
    network: Cast, index: SearchServer | None
) -> None:
    nobody = network.participant
    Organisation.objects.filter(name=POLI).update(is_published=False)
    Activity.objects.filter(title_it=FAIR).update(title_it="Esposizione")
    Programme.objects.update(name_it="Altro nome")
    OrganisationAlias.objects.create(
        organisation=Organisation.objects.get(name=CNR), name="Consiglio ricerche"
    )
    Competence.objects.update(name_it="Meccanica")
    asked = ("politecnico", "fiera tecnologie", "esposizione", "orizzonte", "robotica")
    assert [answers(text, nobody) for text in asked] == [
        *(set(), set(), {"Esposizione"}, set(), set()),
    ]
    assert answers("altro nome", nobody) == {"Altro nome", "Esposizione"}
    assert answers("consigli", nobody) == {CNR}
    assert answers("meccanica", nobody) == {BIO}
    OrganisationAlias.objects.all().delete()
    Organisation.objects.get(name=BIO).competences.clear()
    Organisation.objects.filter(name=STREET).delete()
    for text in ("consigli", "meccanica", "strasse", "technical"):
        assert answers(text, nobody) == set()
