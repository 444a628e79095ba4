"""Each role, tense and count as a sentence, in both languages."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.activities.vocabularies import (
    ActivityKind,
    ActivityStatus,
    BodyRole,
    CountSubject,
    ParticipationStatus,
    Role,
)
from fondaco.core.partial_dates import PartialDate
from fondaco.funding.vocabularies import PartnershipKind, PartyRole, ProposalStatus
from fondaco.newsroom.telling.draft import compose
from fondaco.newsroom.telling.facts import (
    Around,
    Bids,
    HowMany,
    Joined,
    Named,
    Period,
    Present,
    Statement,
    Story,
    Taking,
    Told,
    Where,
)

YEAR = Period(dt.date(2016, 1, 1), dt.date(2016, 12, 31))
TODAY = dt.date(2016, 11, 29)
AFIL, LE2C, SCC = (
    Named(("cluster", name), name, is_cluster=True) for name in ("AFIL", "LE2C", "SCC")
)
FIRM = Named(("organisation", "acme"), "ACME")


def taking(who: Named = AFIL, role: str = "participant", **more: object) -> Taking:
    values: dict[str, object] = {"status": "took_part", **more}
    return Taking(("participation", who.name), who, role, **values)  # type: ignore[arg-type]


def told(**more: object) -> Told:
    values: dict[str, object] = {
        "key": ("activity", "1"),
        "kind": "fair",
        "status": "held",
        "title": "Automatica",
        "start": PartialDate.parse("2016-04-25"),
        "end": PartialDate.parse("2016-04-29"),
        "places": (Where("DE", "Hannover"),),
        **more,
    }
    return Told(**values)  # type: ignore[arg-type]


def sentences(language: str, *activities: Told, **more: object) -> list[str]:
    story = Story(YEAR, TODAY, activities, **more)  # type: ignore[arg-type]
    return [one.text for part in compose(story, language) for one in part.sentences]


WHERE_IT = "a Hannover, in Germania, dal 25 al 29 aprile"
WHERE_EN = "in Hannover, Germany, from 25 to 29 April"


@pytest.mark.parametrize(
    ("role", "italian", "english"),
    [
        ("participant", "AFIL ha partecipato alla", "AFIL took part in the"),
        ("exhibitor", "AFIL ha esposto alla", "AFIL exhibited at the"),
        ("delegate", "AFIL ha partecipato alla", "AFIL took part in the"),
        ("speaker", "AFIL ha tenuto una relazione alla", "AFIL spoke at the"),
        ("organiser", "AFIL ha organizzato la", "AFIL organised the"),
        ("promoter", "AFIL ha promosso la", "AFIL promoted the"),
        (
            "b2b_participant",
            "AFIL ha tenuto incontri bilaterali alla",
            "AFIL held bilateral meetings at the",
        ),
        (
            "head_of_delegation",
            "AFIL ha guidato la delegazione alla",
            "AFIL led the delegation to the",
        ),
        (
            "mentioned",
            "Il cluster AFIL è stato menzionato in occasione della",
            "AFIL was mentioned at the",
        ),
    ],
)
def test_roles(role: str, italian: str, english: str) -> None:
    event = told(taking=(taking(role=role),))
    assert sentences("it", event) == [f"{italian} fiera “Automatica”, {WHERE_IT}."]
    assert sentences("en", event) == [f"{english} fair “Automatica”, {WHERE_EN}."]


def test_a_coordinator_takes_part_as_one() -> None:
    event = told(taking=(taking(role="coordinator"),))
    assert sentences("it", event) == [
        f"AFIL ha partecipato in qualità di coordinatore alla fiera “Automatica”, "
        f"{WHERE_IT}."
    ]
    assert sentences("en", event) == [
        f"AFIL took part as coordinator in the fair “Automatica”, {WHERE_EN}."
    ]


def test_those_of_one_role_share_a_sentence_and_the_next_names_the_event_shortly() -> (
    None
):
    event = told(taking=(taking(), taking(LE2C), taking(SCC, "speaker")))
    assert sentences("it", event) == [
        f"SCC ha tenuto una relazione alla fiera “Automatica”, {WHERE_IT}.",
        "AFIL e LE2C hanno partecipato alla stessa fiera.",
    ]
    assert sentences("en", event)[1] == "AFIL and LE2C took part in the same fair."


@pytest.mark.parametrize(
    ("status", "end", "italian", "english"),
    [
        ("announced", "2016-12-02", "AFIL parteciperà alla", "AFIL will take part in"),
        ("planned", "2016-12-02", "AFIL parteciperà alla", "AFIL will take part in"),
        ("under_way", "2016-12-02", "AFIL partecipa alla", "AFIL takes part in"),
        ("under_way", "2016-11-02", "AFIL ha partecipato alla", "AFIL took part in"),
        (
            *("announced", "2016-11-02"),
            "AFIL aveva annunciato la partecipazione alla",
            "AFIL had announced that it would take part in",
        ),
    ],
)
def test_tenses(status: str, end: str, italian: str, english: str) -> None:
    event = told(status=status, end=PartialDate.parse(end), taking=(taking(),))
    assert sentences("it", event)[0].startswith(italian)
    assert sentences("en", event)[0].startswith(english)


@pytest.mark.parametrize(
    ("status", "italian", "english"),
    [
        ("cancelled", "È stata annullata la fiera", "has been cancelled."),
        ("postponed", "È stata rinviata la fiera", "has been postponed."),
    ],
)
def test_what_does_not_happen(status: str, italian: str, english: str) -> None:
    event = told(status=status, taking=(taking(),))
    assert sentences("it", event)[0].startswith(italian)
    assert sentences("en", event)[0].endswith(english)
    assert len(sentences("it", event)) == 1


def test_who_was_selected_is_not_yet_there() -> None:
    chosen = taking(LE2C, "speaker", status="selected", session="Green")
    event = told(
        kind="conference",
        status="announced",
        title="Clusters",
        edition=5,
        start=PartialDate.parse("2016-12-01"),
        end=PartialDate.parse("2016-12-02"),
        places=(Where("BE", "Bruxelles"),),
        around=(
            Around(Named(("organisation", "ec"), "Commissione europea"), "organiser"),
        ),
        counts=(HowMany(("count", "1"), "clusters", number=6, of_total=9),),
        taking=(chosen,),
    )
    assert sentences("it", event) == [
        "Sei cluster su nove parteciperanno alla quinta edizione della conferenza "
        "“Clusters”, a Bruxelles, in Belgio, il 1º e il 2 dicembre, organizzata dalla "
        "Commissione europea.",
        "Il cluster LE2C è stato selezionato come relatore per la stessa conferenza, "
        "nella sessione “Green”.",
    ]
    assert sentences("en", event)[1] == (
        "LE2C has been selected as a speaker for the same conference, in the session "
        "“Green”."
    )


def test_a_title_that_is_a_phrase_is_taken_up_as_one() -> None:
    event = told(
        kind="mission_outgoing",
        title="Missione di sistema in Brasile",
        places=(Where("BR", "San Paolo", "FIESP"), Where("BR", "Campinas")),
        around=(
            Around(Named(("organisation", "1"), "Confindustria"), "organiser"),
            Around(Named(("organisation", "2"), "Agenzia ICE"), "organiser"),
            Around(Named(("organisation", "3"), "Ministero degli Esteri"), "partner"),
            Around(Named(("organisation", "4"), "Regione Lombardia"), "patron"),
        ),
        taking=(
            taking(
                presented="le eccellenze",
                people=(Present(Named(("person", "1"), "Anna Rossi"), "Presidente"),),
            ),
        ),
    )
    assert sentences("it", event) == [
        "AFIL ha partecipato alla missione di sistema in Brasile, a San Paolo (FIESP) "
        "e a Campinas, dal 25 al 29 aprile, organizzata da Confindustria e "
        "dall’Agenzia ICE, in collaborazione con il Ministero degli Esteri, con il "
        "patrocinio di Regione Lombardia, presentando le eccellenze, con Anna Rossi "
        "(Presidente)."
    ]


def test_who_was_to_exhibit_is_not_taken_for_who_organises() -> None:
    chamber = Named(("organisation", "1"), "Varese Chamber of Commerce")
    event = told(
        status="announced",
        end=PartialDate.parse("2016-04-29"),
        around=(Around(chamber, "partner"),),
        taking=(taking(role="exhibitor"),),
    )
    assert sentences("en", event) == [
        f"AFIL had announced that it would take part as an exhibitor in the fair "
        f"“Automatica”, {WHERE_EN}, in collaboration with the Varese Chamber of "
        f"Commerce."
    ]
    assert sentences("it", event)[0].startswith(
        "AFIL aveva annunciato la partecipazione come espositore alla fiera"
    )


def test_whoever_was_selected_for_what_is_over_was_selected() -> None:
    event = told(
        status="announced", taking=(taking(role="speaker", status="selected"),)
    )
    assert sentences("en", event)[0].startswith("AFIL was selected as a speaker for")


def test_those_who_are_mentioned_agree_with_what_they_are() -> None:
    clusters = told(taking=(taking(role="mentioned"), taking(SCC, "mentioned")))
    assert sentences("it", clusters)[0].startswith(
        "I cluster AFIL e SCC sono stati menzionati in occasione della fiera"
    )
    firm = told(taking=(taking(FIRM, "mentioned"),))
    assert sentences("it", firm)[0].startswith(
        "L’organizzazione ACME è stata menzionata in occasione della fiera"
    )


@pytest.mark.parametrize(
    ("count", "italian", "english"),
    [
        (
            {"number": 9, "of_total": 9},
            "Tutti e nove i cluster hanno partecipato alla",
            "All nine clusters took part in the",
        ),
        (
            {"number": 2, "of_total": 2},
            "Tutti e due i cluster hanno partecipato alla",
            "Both clusters took part in the",
        ),
        (
            {"minimum": 1, "of_total": 9},
            "Almeno un cluster su nove ha partecipato alla",
            "At least one cluster of nine took part in the",
        ),
        (
            {"minimum": 5},
            "Almeno cinque cluster hanno partecipato alla",
            "At least five clusters took part in the",
        ),
    ],
)
def test_clusters_without_names(
    count: dict[str, int], italian: str, english: str
) -> None:
    event = told(counts=(HowMany(("count", "1"), "clusters", **count),))  # type: ignore[arg-type]
    assert sentences("it", event)[0].startswith(italian)
    assert sentences("en", event)[0].startswith(english)


def test_a_title_may_have_commas_and_colons() -> None:
    fair = told(title="Cluster, reti e imprese: il futuro")
    assert sentences("it", fair) == [
        f"La fiera “Cluster, reti e imprese: il futuro” si è tenuta {WHERE_IT}."
    ]
    assert sentences("en", fair) == [
        f"The fair “Cluster, reti e imprese: il futuro” was held {WHERE_EN}."
    ]
    off = told(title="Clusters, networks", status="cancelled")
    assert sentences("en", off) == [
        f"The fair “Clusters, networks”, planned {WHERE_EN}, has been cancelled."
    ]
    mission = told(title="Missione in Germania: Hannover e Lipsia", places=())
    assert sentences("it", mission)[0].startswith(
        "La missione in Germania (Hannover e Lipsia) si è tenuta dal 25"
    )


def test_a_venue_is_in_its_city_though_the_title_says_which() -> None:
    oval = told(title="Meetings Torino", places=(Where("IT", "Torino", "Oval"),))
    assert "“Meetings Torino” si è tenuta a Torino (Oval)" in sentences("it", oval)[0]
    airshow = told(title="Farnborough Airshow", places=(Where("GB", "Farnborough"),))
    assert sentences("it", airshow)[0].startswith(
        "La fiera “Farnborough Airshow” si è tenuta nel Regno Unito, dal 25"
    )
    nowhere = told(places=(Where("IT", "", "Oval Lingotto"),))
    assert "si è tenuta presso Oval Lingotto, dal 25" in sentences("it", nowhere)[0]


def test_organisers_whose_names_have_commas_stand_apart_in_english() -> None:
    around = tuple(
        Around(Named(("organisation", name), name), "organiser")
        for name in ("Confindustria, the employers' federation", "Brescia association")
    )
    assert sentences("en", told(around=around))[0].endswith(
        ", organised by Confindustria, the employers' federation; and the Brescia "
        "association."
    )


def test_a_title_that_says_what_it_is_is_not_told_twice() -> None:
    event = told(kind="final_event", title="C2Future final event", taking=(taking(),))
    assert sentences("en", event)[0].startswith("AFIL took part in the C2Future final")


@pytest.mark.parametrize(
    ("count", "italian", "english"),
    [
        (
            {"minimum": 1},
            "vi ha preso parte almeno un’azienda",
            "at least one company took part",
        ),
        ({"number": 25}, "vi hanno preso parte 25 aziende", "25 companies took part"),
        ({"number": 1}, "vi ha preso parte un’azienda", "one company took part"),
        (
            {"minimum": 5},
            "vi hanno preso parte almeno cinque aziende",
            "at least five companies took part",
        ),
        (
            {"number": 1200, "is_approximate": True},
            "vi hanno preso parte circa 1.200 aziende",
            "about 1,200 companies took part",
        ),
        (
            {"is_some": True},
            "vi hanno preso parte alcune aziende",
            "some companies took part",
        ),
    ],
)
def test_counts(count: dict[str, int], italian: str, english: str) -> None:
    one = HowMany(("count", "1"), "companies", **count)  # type: ignore[arg-type]
    event = told(taking=(taking(counts=(one,)),))
    assert sentences("it", event)[1] == f"Con AFIL {italian}."
    assert sentences("en", event)[1] == f"With AFIL, {english}."


def test_an_event_of_which_nobody_is_named_is_told_all_the_same() -> None:
    visitors = HowMany(("count", "1"), "visitors", number=60646)
    event = told(counts=(visitors,))
    assert sentences("it", event) == [
        f"La fiera “Automatica” si è tenuta {WHERE_IT}.",
        "Si sono contati 60.646 visitatori.",
    ]
    assert sentences("en", event)[0] == (f"The fair “Automatica” was held {WHERE_EN}.")


def test_partnerships_bids_and_what_is_said_of_the_year() -> None:
    more = {
        "undertakings": (
            Joined(("partnership", "1"), "escp", "x", True, ((AFIL, "member"),)),
            Joined(
                ("project", "2"),
                "project",
                "TRACK",
                False,
                ((AFIL, "coordinator"), (LE2C, "partner"), (SCC, "partner")),
            ),
        ),
        "bids": (
            Bids(
                ("proposalcount", "1"),
                (LE2C, AFIL),
                HowMany(("proposalcount", "1"), "proposals", is_some=True),
                "submitted",
            ),
            Bids(
                ("proposalcount", "2"),
                (),
                HowMany(("proposalcount", "2"), "proposals", number=17, of_total=47),
                "funded",
            ),
        ),
        "statements": (Statement(("claim", "1"), "L’anno è stato ricco"),),
    }
    assert sentences("it", **more) == [
        "L’anno è stato ricco.",
        "AFIL fa parte di un partenariato strategico europeo di cluster (European "
        "Strategic Cluster Partnership).",
        "AFIL coordina il progetto “TRACK”; LE2C e SCC sono partner dello stesso.",
        "LE2C e AFIL hanno aderito a diverse richieste di finanziamento per progetti "
        "europei.",
        "Sono state finanziate 17 richieste di finanziamento su 47.",
    ]
    assert sentences("en", **more)[1:] == [
        "AFIL is a member of a European Strategic Cluster Partnership.",
        "AFIL coordinates the project “TRACK”; LE2C and SCC are partners in it.",
        "LE2C and AFIL joined in several applications for funding of European "
        "projects.",
        "17 applications for funding, of 47, were funded.",
    ]


COUNTS = st.builds(
    HowMany,
    key=st.just(("count", "1")),
    subject=st.sampled_from(CountSubject.values),
    number=st.integers(0, 99_999),
)
TAKING = st.builds(
    Taking,
    key=st.just(("participation", "1")),
    who=st.sampled_from([AFIL, LE2C, FIRM]),
    role=st.sampled_from(Role.values),
    status=st.sampled_from(ParticipationStatus.values),
    topic=st.sampled_from(["", "energia"]),
    counts=st.lists(COUNTS, max_size=2).map(tuple),
)
TOLD = st.builds(
    Told,
    key=st.just(("activity", "1")),
    kind=st.sampled_from(ActivityKind.values),
    status=st.sampled_from(ActivityStatus.values),
    title=st.sampled_from(["Expo", "Missione in Israele", "The Forum", "Kick-off"]),
    start=st.sampled_from(["2016-04-01", "2016-12-08", "2016-05", "2016", ""]).map(
        PartialDate.parse
    ),
    end=st.just(PartialDate.unknown()),
    edition=st.none() | st.integers(1, 40),
    is_virtual=st.booleans(),
    within=st.sampled_from(["", "Pollutec"]),
    programme=st.sampled_from(["", "EU GoGlobal"]),
    places=st.lists(
        st.builds(
            Where,
            st.sampled_from(["IT", "US", "NL"]),
            st.sampled_from(["", "Atene", "L’Aia"]),
            st.sampled_from(["", "Palazzo Pirelli"]),
        ),
        max_size=3,
    ).map(tuple),
    around=st.lists(
        st.builds(Around, st.just(FIRM), st.sampled_from(BodyRole.values)), max_size=3
    ).map(tuple),
    taking=st.lists(TAKING, max_size=4).map(tuple),
    counts=st.lists(COUNTS, max_size=3).map(tuple),
)


@given(TOLD, st.sampled_from(["it", "en"]))
def test_whatever_is_told_is_a_sentence_with_its_records(
    told: Told, language: str
) -> None:
    story = Story(YEAR, TODAY, (told,))
    found = [one for part in compose(story, language) for one in part.sentences]
    assert found
    for one in found:
        assert one.keys
        assert re.fullmatch(r"[A-ZÈ0-9“].*[.!?”]", one.text), one.text
        assert not re.search(r"  |,,| ,|\{|None|\bto to\b", one.text), one.text


@given(st.sampled_from(PartnershipKind.values), st.sampled_from(PartyRole.values))
def test_every_kind_of_partnership_can_be_told(kind: str, role: str) -> None:
    joined = Joined(("partnership", "1"), kind, "Rete S3", True, ((AFIL, role),))
    for one in (joined, replace(joined, is_unnamed=False)):
        for language in ("it", "en"):
            assert sentences(language, undertakings=(one,))[0].startswith("AFIL ")


@pytest.mark.parametrize("status", ProposalStatus.values)
def test_every_status_of_proposals_can_be_told(status: str) -> None:
    how_many = HowMany(("proposalcount", "1"), "proposals", number=3)
    bids = Bids(("proposalcount", "1"), (AFIL,), how_many, status)
    for language in ("it", "en"):
        assert "AFIL" in sentences(language, bids=(bids,))[0]
