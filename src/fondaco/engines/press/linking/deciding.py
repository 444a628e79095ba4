"""Which parts are added to those of the rules, and which are left out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fondaco.engines.press.linking.ground import Ground
from fondaco.engines.press.linking.model import Model
from fondaco.engines.press.linking.pairs import Pair, Pairs
from fondaco.engines.press.linking.parties import find_parties
from fondaco.engines.press.telling.drafts import Draft, Part
from fondaco.engines.press.telling.state import State
from fondaco.engines.press.telling.triggers import Side

# What a verb or a phrase says is rarely left out.
STRONG = frozenset(side.value for side in Side)


def pairs_of(teller: State, activities: Sequence[Draft]) -> Pairs:
    """Pair all who may take part with all activities.

    Parameters
    ----------
    teller
        What was read of a text.
    activities
        Those that are handed over.
    """
    ground = Ground(teller.gathered, teller.passages, activities)
    return Pairs(ground, find_parties(teller.gathered, activities))


def decide(pairs: Pairs, weighed: Iterable[Pair], model: Model) -> list[list[Part]]:
    """Decide who takes part in each activity.

    Parameters
    ----------
    pairs
        The text.
    weighed
        Its pairs.
    model
        What their features weigh.

    Returns
    -------
    list[list[Part]]
        For each activity those that the rules gave and that stay, then those that are
        new, in the order of the text.
    """
    activities = pairs.ground.activities
    likely: dict[int, float] = {}
    added: list[list[Part]] = [[] for _ in activities]
    for pair in weighed:
        sure = model.part(pair.features)
        for part in pair.parts:
            likely[id(part)] = max(sure, likely.get(id(part), 0.0))
        if pair.parts or sure < model.least_new or not pairs.is_free(pair):
            continue
        role, share = model.role(pair.features)
        if sure * share >= model.least_new:
            part = _part(pairs, pair, role)
            part.confidence = round(sure * share, 2)
            added[pair.activity].append(part)
    decided = []
    for activity, new in zip(activities, added, strict=True):
        kept = [
            replace(p, confidence=round(likely[id(p)], 2)) if id(p) in likely else p
            for p in activity.parts
            if likely.get(id(p), 1.0)
            >= (model.least_said if p.rule in STRONG else model.least_kept)
        ]
        decided.append([*kept, *sorted(new, key=lambda p: (p.start, p.end))])
    return decided


def _part(pairs: Pairs, pair: Pair, role: str) -> Part:
    party, naming = pairs.parties[pair.party], pair.naming
    at = pairs.ground.sentence_at(naming.start)
    beside = [n for n in party.namings if pairs.ground.sentence_at(n.start) == at]
    people = [n.person.name for n in beside if n.person is not None]
    return Part(
        party.name,
        party.key,
        party.cluster,
        role,
        naming.start,
        naming.end,
        people=tuple(dict.fromkeys(people)),
    )


def link(teller: State, activities: Sequence[Draft], model: Model) -> None:
    """Give each activity those who take part, by all that speaks for it.

    Parameters
    ----------
    teller
        What was read of a text.
    activities
        Those that are handed over, with the parts that rules gave.
    model
        What speaks for it.
    """
    pairs = pairs_of(teller, activities)
    decided = decide(pairs, pairs, model)
    for activity, parts in zip(activities, decided, strict=True):
        before = {(p.start, p.end) for p in activity.parts}
        for part in parts:
            if (part.start, part.end) not in before:
                activity.say("participations", part.start, part.end)
        activity.parts = parts
