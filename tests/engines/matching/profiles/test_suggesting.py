"""Whom to meet: known answers, properties that always hold, and what is refused."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fondaco.engines.matching import (
    Collaboration,
    Encounter,
    Exclusion,
    Gathering,
    Match,
    Matcher,
    Outcome,
    Profile,
    Quota,
    Text,
    Wish,
)
from fondaco.engines.matching.profiles.pairs import SENSIBLE
from fondaco.engines.matching.profiles.weights import Weights


def texts(*written: str) -> tuple[Text, ...]:
    """Write texts."""
    return tuple(Text(one) for one in written)


BUS = Profile(
    "bus",
    "Bus Company",
    seeks=texts("Cerchiamo lo stoccaggio di idrogeno per gli autobus"),
    offers=texts("Offriamo prove di celle a combustibile sulla strada"),
    nuts="ITC4C",
    country="IT",
    kind="company",
    languages=frozenset({"it", "en"}),
)
TANK = Profile(
    "tank",
    "Tank Maker",
    offers=texts("We make hydrogen storage tanks for buses"),
    seeks=texts("We seek tests of fuel cells on the road"),
    nuts="ITC45",
    country="IT",
    kind="company",
    languages=frozenset({"en"}),
)
DAIRY = Profile(
    "dairy",
    "Dairy",
    offers=texts("Formaggi freschi e siero di latte"),
    seeks=texts("Cerchiamo film barriera per gli imballaggi"),
    nuts="FRK2",
    country="FR",
    kind="company",
    languages=frozenset({"it"}),
)
FILM = Profile(
    "film",
    offers=texts("Barrier film for food packaging"),
    country="DE",
    kind="university",
    size="large",
)
EMPTY = Profile("empty")
ALL = (BUS, TANK, DAIRY, FILM, EMPTY)


def said(match: Match, language: str = "en") -> list[str]:
    """Give the reasons as sentences."""
    return [reason.sentence(language) for reason in match.reasons]


def names(matches: tuple[Match, ...]) -> list[object]:
    """Give the identifiers suggested."""
    return [match.profile for match in matches]


def test_italian_requests_meet_english_offers_and_the_reasons_quote_both() -> None:
    """Each has what the other seeks, and nothing else speaks for anybody."""
    (match,) = Matcher(Gathering(ALL)).suggest("bus")
    assert match.profile == "tank"
    assert said(match) == [
        "You seek “Cerchiamo lo stoccaggio di idrogeno per gli autobus”; it offers “We "
        "make hydrogen storage tanks for buses”.",
        "It seeks “We seek tests of fuel cells on the road”; you offer “Offriamo prove "
        "di celle a combustibile sulla strada”.",
        "You are both in NUTS ITC4.",
        "There is no history of yours yet: this is drawn from what your profile says.",
    ]
    assert match.shares["both at once"] > 0
    assert sum(match.shares.values()) == pytest.approx(match.score, abs=1e-3)


def test_a_pair_is_worth_the_same_from_either_side() -> None:
    """Both sides' interest counts in both directions."""
    matcher = Matcher(Gathering(ALL, subject=texts("imballaggi per alimenti")))
    there, back = matcher.suggest("dairy"), matcher.suggest("film")
    assert next(m.score for m in there if m.profile == "film") == pytest.approx(
        next(m.score for m in back if m.profile == "dairy")
    )
    assert "Il tema dell’evento è vicino a “Barrier film for food packaging”." in said(
        next(m for m in there if m.profile == "film"), "it"
    )


def test_wishes_and_history_are_told() -> None:
    """Who asked, who has partners in common, who met and how, who worked together."""
    given = Gathering(
        (BUS, TANK, DAIRY),
        wishes=(Wish("bus", "dairy"), Wish("dairy", "bus")),
        encounters=(Encounter("bus", "dairy", 2019, Outcome.CONTACT),),
        collaborations=(
            Collaboration("bus", "dairy", "FOODBUS"),
            Collaboration("bus", "tank", ""),
            Collaboration("dairy", "tank"),
        ),
        year=2026,
        meet_again_after=5,
    )
    by_id = {match.profile: match for match in Matcher(given).suggest("bus")}
    assert said(by_id["dairy"]) == [
        "You have asked to meet it.",
        "It has asked to meet you.",
        "One partner in common: Tank Maker.",
        "You have worked together in FOODBUS.",
        "You last met in 2019, and stayed in contact.",
    ]
    assert "You have worked together." in said(by_id["tank"])
    barred = replace(given, meet_again_after=None, new_only=True)
    assert names(Matcher(barred).suggest("bus")) == []


def test_the_rest_that_profiles_have_in_common() -> None:
    """Competences, clusters, branches, and whom one would rather meet."""
    robots = "/25/73/453/459"
    one = Profile(
        "one",
        competences=(robots,),
        clusters=frozenset({"AFIL"}),
        nace=("28.4",),
        trl=(4, 6),
        wants_kinds=frozenset({"company"}),
        country="IT",
    )
    two = replace(one, id="two", kind="company", nace=("28.9",), trl=(6, 9))
    (match,) = Matcher(Gathering((one, two))).suggest("one")
    assert said(match, "it") == [
        "Risponde in questi campi: robotica.",
        "Indicate entrambi queste competenze: robotica.",
        "Siete entrambi nello stesso paese: IT.",
        "Siete entrambi soci di AFIL.",
        "Siete entrambi in NACE 28.",
        "Preferisci incontrare chi è così: company.",
        "Non c’è ancora una tua storia: il suggerimento viene da ciò che dice il tuo "
        "profilo.",
    ]
    assert match.shares["near readiness"] == SENSIBLE["near readiness"]


def test_without_a_language_in_common_a_pair_counts_for_less() -> None:
    """They could hardly talk."""
    strangers = replace(TANK, languages=frozenset({"de"}))
    near = Matcher(Gathering((BUS, TANK))).suggest("bus")[0].score
    far = Matcher(Gathering((BUS, strangers))).suggest("bus")[0].score
    assert far == pytest.approx(0.3 * near, abs=1e-3)


def test_exclusions_colleagues_and_oneself_are_never_suggested() -> None:
    """However well they answer."""
    given = Gathering((BUS, TANK), exclusions=(Exclusion("tank", "bus"),))
    assert Matcher(given).suggest("bus") == ()
    colleagues = (replace(BUS, company="x"), replace(TANK, company="x"))
    assert Matcher(Gathering(colleagues)).suggest("tank") == ()


def test_the_event_serves_whom_it_can_and_says_whom_not() -> None:
    """Four of five have somebody; the empty one is named with its reason."""
    plan = Matcher(Gathering(ALL)).suggest_event(Quota(length=2, shown=1))
    assert {who: names(matches) for who, matches in plan.lists.items()} == {
        "bus": ["tank"],
        "tank": ["bus"],
        "dairy": ["film"],
        "film": ["dairy"],
        "empty": [],
    }
    assert (plan.served, plan.shown, plan.most_shown) == (0.8, 0.8, 1)
    assert plan.left_out["empty"].sentence().startswith("The profile is empty")
    nobody = Matcher(Gathering(())).suggest_event()
    assert (nobody.served, nobody.most_shown) == (1, 0)
    alone = Matcher(Gathering((BUS, DAIRY))).suggest_event()
    assert alone.left_out["bus"].code == "nobody-fits"


def test_a_favourite_of_all_is_not_flooded_and_the_last_is_not_empty() -> None:
    """Three seek the same; two offer it, one better: each seeker gets one."""
    seekers = [Profile(f"s{n}", seeks=texts("robot collaborativi")) for n in range(3)]
    best = Profile("best", offers=texts("Robot collaborativi"))
    good = Profile("good", offers=texts("Robot e visione per la fabbrica di cemento"))
    plan = Matcher(Gathering((*seekers, best, good))).suggest_event(Quota(1, 2))
    given = [names(plan.lists[f"s{n}"]) for n in range(3)]
    assert sorted(given) == [["best"], ["best"], ["good"]]
    assert plan.most_shown <= 2


def met(seed: int, outcome_of_near: Outcome, outcome_of_far: Outcome) -> Gathering:
    """Make a gathering whose meetings teach that a region in common is what counts."""
    chance = random.Random(seed)
    profiles = [
        Profile(n, offers=texts("robot"), nuts=f"ITC{n % 2 + 1}") for n in range(24)
    ]
    meetings = [
        Encounter(
            one,
            other,
            2020,
            outcome_of_near if one % 2 == other % 2 else outcome_of_far,
        )
        for one in range(24)
        for other in chance.sample(range(one + 1, 24), min(6, 23 - one))
    ]
    return Gathering(tuple(profiles), encounters=tuple(meetings))


def test_weights_are_learned_from_what_came_of_meetings() -> None:
    """Where neighbours came to agreements, a region in common weighs more."""
    matcher = Matcher(met(1, Outcome.AGREEMENT, Outcome.NONE))
    learned = matcher.weights
    assert learned.meetings >= 20
    assert learned.shown()["same region"] > 5 * SENSIBLE["same region"]
    other = Matcher(met(1, Outcome.NO_SHOW, Outcome.CONTACT)).weights
    assert other.shown()["same region"] == 0


def test_few_meetings_leave_the_sensible_weights() -> None:
    """Nothing is learned from one meeting."""
    weights = Matcher(Gathering(ALL)).weights
    assert (weights.meetings, weights.shown()) == (0, SENSIBLE)
    given = Weights(weights.values * 0)
    assert Matcher(Gathering(ALL), given).suggest("bus") == ()


def test_texts_without_requests_are_compared_with_what_others_do() -> None:
    """Who seeks nothing meets whoever works on the same."""
    one = Profile("one", does=texts("Robot collaborativi per la fabbrica"))
    two = Profile("two", does=texts("Collaborative robots"))
    (match,) = Matcher(Gathering((one, two))).suggest("one")
    assert said(match)[0] == "It works on what you do: “Collaborative robots”."


WORDS = ("robot", "idrogeno", "formaggio", "film", "batterie", "droni", "sensori")


@st.composite
def gatherings(draw: st.DrawFn) -> Gathering:
    """Draw small gatherings with exclusions and past meetings."""
    count = draw(st.integers(2, 7))
    some = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
    profiles = tuple(
        Profile(n, offers=(Text(draw(some), "it"),), seeks=(Text(draw(some), "it"),))
        for n in range(count)
    )
    pair = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    return Gathering(
        profiles,
        exclusions=tuple(Exclusion(*one) for one in draw(st.lists(pair, max_size=4))),
        encounters=tuple(
            Encounter(*one, year=2020) for one in draw(st.lists(pair, max_size=3))
        ),
    )


@settings(max_examples=20, deadline=None)
@given(gatherings(), st.integers(1, 3), st.integers(1, 3), st.randoms())
def test_what_always_holds(
    given: Gathering, length: int, shown: int, chance: random.Random
) -> None:
    """Exclusions never appear, quotas hold, and the order of profiles is no matter."""
    quota = Quota(length, shown)
    plan = Matcher(given).suggest_event(quota)
    barred = {frozenset((one.one, one.other)) for one in given.exclusions}
    barred |= {frozenset((one.one, one.other)) for one in given.encounters}
    counts: dict[object, int] = {}
    for who, matches in plan.lists.items():
        assert len(matches) <= length
        for match in matches:
            assert match.profile != who
            assert frozenset((who, match.profile)) not in barred
            assert match.score > 0
            assert match.reasons
            counts[match.profile] = counts.get(match.profile, 0) + 1
    assert max(counts.values(), default=0) == plan.most_shown <= shown
    turned = list(given.profiles)
    chance.shuffle(turned)
    again, first = Matcher(replace(given, profiles=tuple(turned))), Matcher(given)
    assert again.suggest_event(quota).served == plan.served
    for profile in given.profiles:
        if not profile.empty:
            assert again.suggest(profile.id, 3) == first.suggest(profile.id, 3)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Gathering((BUS, BUS)), "Profile bus is there twice."),
        (
            lambda: Gathering((BUS,), wishes=(Wish("bus", "x"),)),
            "A wish names x, who has no profile.",
        ),
        (
            lambda: Profile(1, competences=("x",)),
            "Profile 1: there is no competence 'x'",
        ),
        (lambda: Profile(1, trl=(7, 3)), "Profile 1: TRL go from 1 to 9, low to high."),
        (lambda: Text("hallo", "de"), "A text is in 'it' or 'en', not in 'de'."),
        (lambda: Quota(length=0), "A quota is 1 or more."),
        (lambda: Matcher(Gathering(ALL)).suggest("x"), "There is no profile x."),
        (lambda: Matcher(Gathering(ALL)).suggest("empty"), "Profile empty is empty: "),
    ],
)
def test_slips_are_told(make: object, message: str) -> None:
    """With whose they are."""
    with pytest.raises(ValueError, match=message.split("'")[0].rstrip("(")):
        make()  # type: ignore[operator]


def test_equals_do_not_compete_for_a_few() -> None:
    """Sixty who could all meet each other, one each: everybody has somebody."""
    alike = [
        Profile(
            f"p{n:02}",
            offers=(Text("hydrogen tanks"),),
            seeks=(Text("hydrogen tanks"),),
        )
        for n in range(60)
    ]
    plan = Matcher(Gathering(tuple(alike))).suggest_event(Quota(1, 1))
    assert plan.served == plan.shown == 1.0
    assert plan.most_shown == 1


def test_who_is_left_out_is_told_why() -> None:
    """Full lists and exclusions are no want of interest."""
    one, two, three = (
        Profile(name, offers=(Text("hydrogen tanks"),), seeks=(Text("hydrogen tanks"),))
        for name in ("one", "two", "three")
    )
    excluded = Gathering((one, two), exclusions=(Exclusion("one", "two"),))
    plan = Matcher(excluded).suggest_event()
    assert {reason.code for reason in plan.left_out.values()} == {"may-not-meet"}
    stranger = Profile("stranger", does=(Text("We print books"),))
    plan = Matcher(Gathering((one, stranger))).suggest_event()
    assert {reason.code for reason in plan.left_out.values()} == {"nobody-fits"}
    assert Matcher(Gathering((one, two, three))).suggest_event().left_out == {}
    with pytest.raises(ValueError, match="one or more"):
        Matcher(Gathering((one, two))).suggest("one", top=-1)


def test_one_does_not_read_ones_own_words_as_those_of_the_other() -> None:
    """Neither seeks: what the other works on is quoted."""
    olives = Profile("olives", does=(Text("We grow olives and press oil"),))
    mills = Profile("mills", offers=(Text("Olive oil mills"),))
    (match,) = Matcher(Gathering((olives, mills))).suggest("olives")
    assert not any("We grow olives" in words for words in said(match, "en"))
