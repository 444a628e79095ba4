"""What is told, in English."""

from collections.abc import Sequence

from fondaco.activities.vocabularies import ActivityKind, BodyRole, CountSubject, Role
from fondaco.engines.language.folding import fold
from fondaco.engines.language.prose import in_city, in_country, listed, ordinal
from fondaco.funding.vocabularies import PartnershipKind, PartyRole, ProposalStatus
from fondaco.newsroom.telling.facts import (
    Around,
    Bids,
    HowMany,
    Joined,
    Statement,
    Taking,
    Told,
)
from fondaco.newsroom.telling.places import Spot, by_country
from fondaco.newsroom.telling.tense import Tense
from fondaco.newsroom.telling.titles import in_a_sentence
from fondaco.newsroom.telling.when import when

KINDS: dict[str, str] = {
    ActivityKind.CONFERENCE: "conference",
    ActivityKind.SEMINAR: "seminar",
    ActivityKind.FAIR: "fair",
    ActivityKind.MATCHMAKING: "matchmaking event",
    ActivityKind.MISSION_OUTGOING: "mission",
    ActivityKind.MISSION_INCOMING: "incoming mission",
    ActivityKind.VISIT: "visit",
    ActivityKind.MEETING: "meeting",
    ActivityKind.KICK_OFF: "kick-off event",
    ActivityKind.FINAL_EVENT: "final event",
    ActivityKind.ASSEMBLY: "assembly",
    ActivityKind.NETWORKING: "networking event",
    ActivityKind.TRAINING: "course",
    ActivityKind.PROGRAMME: "programme",
    ActivityKind.OTHER: "initiative",
}
# A title that begins with one of these is a phrase: “the kick-off of the platform”.
HEADS = {
    *("mission", "kick-off", "visit", "conference", "seminar", "workshop", "meeting"),
    *("assembly", "final", "closing", "opening", "launch", "incoming", "system"),
    *("course", "webinar", "presentation", "vanguard", "partnership", "the"),
}
Forms = dict[Tense, tuple[str, str]]


def _forms(past: str, present: str, future: str) -> Forms:
    """The past and the future are those of one and of several."""
    one, many = present.split("/")
    return {
        Tense.PAST: (past, past),
        Tense.PRESENT: (one, many),
        Tense.FUTURE: (future, future),
    }


TAKE_PART = _forms("took part in", "takes part in/take part in", "will take part in")
ROLES: dict[str, Forms] = {
    Role.PARTICIPANT: TAKE_PART,
    Role.DELEGATE: TAKE_PART,
    Role.COORDINATOR: TAKE_PART,
    Role.EXHIBITOR: _forms("exhibited at", "exhibits at/exhibit at", "will exhibit at"),
    Role.B2B_PARTICIPANT: _forms(
        "held bilateral meetings at",
        "holds bilateral meetings at/hold bilateral meetings at",
        "will hold bilateral meetings at",
    ),
    Role.SPEAKER: _forms("spoke at", "speaks at/speak at", "will speak at"),
    Role.HEAD_OF_DELEGATION: _forms(
        "led the delegation to",
        "leads the delegation to/lead the delegation to",
        "will lead the delegation to",
    ),
    Role.ORGANISER: _forms("organised", "organises/organise", "will organise"),
    Role.PROMOTER: _forms("promoted", "promotes/promote", "will promote"),
    Role.MENTIONED: _forms(
        "was mentioned at", "is mentioned at/are mentioned at", "will be mentioned at"
    ),
}
ROLE_NAMES: dict[str, tuple[str, str]] = {
    Role.PARTICIPANT: ("a participant", "participants"),
    Role.EXHIBITOR: ("an exhibitor", "exhibitors"),
    Role.DELEGATE: ("a delegate", "delegates"),
    Role.B2B_PARTICIPANT: (
        *("a participant in the meetings", "participants in the meetings"),
    ),
    Role.SPEAKER: ("a speaker", "speakers"),
    Role.COORDINATOR: ("coordinator", "coordinators"),
    Role.HEAD_OF_DELEGATION: ("head of delegation", "heads of delegation"),
    Role.ORGANISER: ("organiser", "organisers"),
    Role.PROMOTER: ("promoter", "promoters"),
    Role.MENTIONED: ("a guest", "guests"),
}
AROUND = (
    (BodyRole.ORGANISER, "organised by"),
    (BodyRole.PROMOTER, "promoted by"),
    (BodyRole.HOST, "hosted by"),
    (BodyRole.PARTNER, "in collaboration with"),
    (BodyRole.PATRON, "under the patronage of"),
    (BodyRole.SPONSOR, "with the support of"),
    (BodyRole.FUNDER, "with funding from"),
)
# Bodies take an article whose name begins so, or has one of the second anywhere.
BODIES = {
    *("ministry", "commission", "university", "chamber", "european", "embassy"),
    *("council", "city", "municipality", "italian"),
}
BODIES_OF_A_PLACE = {"chamber", "association", "federation", "agency", "consulate"}
Noun = tuple[str, str]
COUNTED: dict[str, Noun] = {
    CountSubject.CLUSTERS: ("cluster", "clusters"),
    CountSubject.MEMBERS: ("member", "members"),
    CountSubject.COMPANIES: ("company", "companies"),
    CountSubject.PEOPLE: ("person", "people"),
    CountSubject.MEETINGS_B2B: ("B2B meeting", "B2B meetings"),
    CountSubject.MEETINGS_C2C: (
        *("cluster-to-cluster meeting", "cluster-to-cluster meetings"),
    ),
    CountSubject.MEETINGS_INSTITUTIONAL: (
        *("institutional meeting", "institutional meetings"),
    ),
    CountSubject.MEETINGS_BUSINESS: ("business meeting", "business meetings"),
    CountSubject.VISITS: ("visit", "visits"),
    CountSubject.VISITORS: ("visitor", "visitors"),
    CountSubject.EXHIBITORS: ("exhibitor", "exhibitors"),
}
BIDS: Noun = ("application for funding", "applications for funding")
NUMBERS = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "ten",
)
PARTNERSHIPS: dict[str, str] = {
    PartnershipKind.ESCP: "a European Strategic Cluster Partnership",
    PartnershipKind.VANGUARD: "a pilot of the Vanguard Initiative",
    PartnershipKind.S3: "an S3 thematic partnership",
    PartnershipKind.NETWORK: "a European network",
}
IN_PARTNERSHIPS: dict[str, tuple[str, str]] = {
    PartyRole.COORDINATOR: ("coordinates", "coordinate"),
    PartyRole.CO_LEADER: ("is among the leaders of", "are among the leaders of"),
    PartyRole.PARTNER: ("is a partner in", "are partners in"),
    PartyRole.ASSOCIATED: ("is an associated partner in", "are associated partners in"),
    PartyRole.MEMBER: ("is a member of", "are members of"),
    PartyRole.UNKNOWN: ("takes part in", "take part in"),
}
COUNTING: tuple[tuple[tuple[str, ...], dict[Tense, str]], ...] = (
    (
        (CountSubject.MEMBERS, CountSubject.COMPANIES, CountSubject.PEOPLE),
        {
            Tense.PAST: "{} took part",
            Tense.PRESENT: "{} {are} taking part",
            Tense.FUTURE: "{} will take part",
            Tense.ANNOUNCED: "{} {were} expected",
        },
    ),
    (
        (
            CountSubject.MEETINGS_B2B,
            CountSubject.MEETINGS_C2C,
            CountSubject.MEETINGS_INSTITUTIONAL,
            CountSubject.MEETINGS_BUSINESS,
            CountSubject.VISITS,
        ),
        {
            Tense.PAST: "there {were} {}",
            Tense.PRESENT: "there {are} {}",
            Tense.FUTURE: "{} {are} planned",
            Tense.ANNOUNCED: "{} {were} planned",
        },
    ),
    (
        (CountSubject.VISITORS, CountSubject.EXHIBITORS),
        {
            Tense.PAST: "{} {were} counted",
            Tense.PRESENT: "{} {are} counted",
            Tense.FUTURE: "{} {are} expected",
            Tense.ANNOUNCED: "{} {were} expected",
        },
    ),
)


class English:
    language = "en"
    headings = {
        "year": "The year in brief",
        "activities": "Activities",
        "missions": "Missions",
        "undertakings": "Partnerships and projects",
        "bids": "European calls",
    }

    def event(self, told: Told, year: int | None) -> str:
        pieces = [
            _name(told),
            self._where(told),
            when(told.start, told.end, "en", year),
            f"within {_thing(told.within)}" if told.within else "",
            f"on the occasion of {_thing(told.beside)}" if told.beside else "",
            self._programme(told),
            *_around(told.around),
        ]
        return ", ".join(filter(None, pieces))

    def again(self, told: Told) -> str:
        return f"the same {KINDS.get(told.kind, 'initiative')}"

    def take_part(
        self,
        taking: Sequence[Taking],
        event: str,
        tense: Tense,
        *,
        selected: bool = False,
    ) -> str:
        role, many = taking[0].role, len(taking) > 1
        who = listed([one.who.name for one in taking], "en")
        if selected:
            verb = "have been" if many else "has been"
            if tense == Tense.ANNOUNCED:
                verb = "were" if many else "was"
            text = f"{who} {verb} selected as {ROLE_NAMES[role][many]} for {event}"
        elif tense == Tense.ANNOUNCED:
            text = (
                f"{who} had announced that {'they' if many else 'it'} would take part"
            )
            text += f"{_as(role, many)} in {event}"
        elif role == Role.COORDINATOR:
            verb = _verb(role, tense, many).removesuffix(" in")
            text = f"{who} {verb}{_as(role, many)} in {event}"
        else:
            text = f"{who} {_verb(role, tense, many)} {event}"
        return _sentence(text + (_details(taking[0]) if not many else ""))

    def unnamed(self, clusters: HowMany, event: str, tense: Tense) -> str:
        text = _quantity(clusters, COUNTED[CountSubject.CLUSTERS])
        many = not clusters.is_one
        if clusters.is_all:
            text = f"all {text}" if clusters.least > 2 else "both clusters"
        elif clusters.of_total:
            text += f" of {_numeral(clusters.of_total)}"
        if tense == Tense.ANNOUNCED:
            they = "they" if many else "it"
            return _sentence(
                f"{text} had announced that {they} would take part in {event}"
            )
        return _sentence(f"{text} {TAKE_PART[tense][many]} {event}")

    def happens(self, event: str, told: Told, tense: Tense) -> str:
        verb = {
            Tense.PAST: "was held",
            Tense.PRESENT: "is under way",
            Tense.FUTURE: "is planned",
            Tense.ANNOUNCED: "was planned",
        }[tense]
        name = _name(told)
        rest = event.removeprefix(name).removeprefix(", ")
        return _sentence(f"{name} {verb} {rest}".rstrip())

    def does_not_happen(self, event: str, told: Told, tense: Tense) -> str:
        verb = "cancelled" if tense == Tense.CANCELLED else "postponed"
        name = _name(told)
        rest = event.removeprefix(name).removeprefix(", ")
        planned = f", planned {rest}," if rest else ""
        return _sentence(f"{name}{planned} has been {verb}")

    def counted(
        self, counts: Sequence[HowMany], tense: Tense, who: str = ""
    ) -> list[str]:
        sentences = []
        for subjects, phrases in COUNTING:
            found = [one for one in counts if one.subject in subjects]
            if not found:
                continue
            many = len(found) > 1 or not found[0].is_one
            said = [_quantity(one, COUNTED[one.subject]) for one in found]
            text = phrases[tense].format(
                listed(said, "en"),
                are="are" if many else "is",
                were="were" if many else "was",
            )
            if who:
                of_people = subjects[0] == CountSubject.MEMBERS
                text = f"{'with' if of_people else 'for'} {who}, {text}"
            sentences.append(_sentence(text))
        return sentences

    def joins(self, joined: Joined) -> str:
        by_role: dict[str, list[str]] = {}
        for who, role in joined.parties:
            by_role.setdefault(role, []).append(who.name)
        name = self._undertaking(joined)
        clauses: list[str] = []
        for role, names in by_role.items():
            one, many = IN_PARTNERSHIPS[role]
            verb = many if len(names) > 1 else one
            clauses.append(f"{listed(names, 'en')} {verb} {'it' if clauses else name}")
        return _sentence("; ".join(clauses))

    def bids(self, bids: Bids) -> str:
        said = _quantity(bids.how_many, BIDS, some="several")
        many = not bids.how_many.is_one
        who = listed([one.name for one in bids.who], "en") or "the clusters"
        if bids.status == ProposalStatus.FUNDED:
            of = bids.how_many.of_total
            by = f" by {who}" if bids.who else ""
            verb = "were funded" if many else "was funded"
            return _sentence(f"{said}{by}{f', of {of},' if of else ''} {verb}")
        verb = "joined in" if bids.who else "submitted"
        return _sentence(f"{who} {verb} {said} of European projects")

    def says(self, statement: Statement) -> str:
        text = _sentence(statement.text)
        return (
            f"{text} So writes {statement.publisher}." if statement.publisher else text
        )

    def _where(self, told: Told) -> str:
        if told.is_virtual and not told.places:
            return "online"
        said = []
        for there in by_country(told, "en"):
            spots = listed([_spot(one) for one in there.spots], "en")
            country = in_country(there.country, "en") if there.country else ""
            if spots:
                country = country.removeprefix("in ")
            said.append(", ".join(filter(None, [spots, country])))
        return listed(said, "en")

    def _programme(self, told: Told) -> str:
        if not told.programme or fold(told.programme) in fold(told.title):
            return ""
        return f"in the programme “{told.programme}”"

    def _undertaking(self, joined: Joined) -> str:
        if joined.is_unnamed:
            return PARTNERSHIPS.get(joined.kind, "a European partnership")
        if joined.kind == "project":
            return f"the project “{joined.title}”"
        return _thing(joined.title, "the partnership")


def _verb(role: str, tense: Tense, many: bool) -> str:
    if role == Role.MENTIONED and tense == Tense.PAST and many:
        return "were mentioned at"
    return ROLES[role][tense][many]


def _name(told: Told) -> str:
    name = _thing(told.title, f"the {KINDS.get(told.kind, 'initiative')}")
    if told.edition is None:
        return name
    return f"the {ordinal(told.edition, 'en')} edition of {name}"


def _thing(title: str, noun: str = "") -> str:
    first = fold(title.split(" ")[0])
    if first == "the":
        return in_a_sentence(title)
    if first in HEADS:
        is_name = first in {"vanguard"}
        return f"the {title if is_name else in_a_sentence(title)}"
    # “The C2Future final event”: it says itself what it is.
    if noun and fold(title).endswith(noun.removeprefix("the")):
        return f"the {title}"
    return f"{noun} “{title}”".strip()


def _spot(spot: Spot) -> str:
    if not spot.city:
        return f"at {spot.venue}"
    venue = f" ({spot.venue})" if spot.venue else ""
    return in_city(spot.city, "en") + venue


def _around(around: Sequence[Around]) -> list[str]:
    phrases = []
    for role, words in AROUND:
        names = [_body(one.who.name) for one in around if one.role == role]
        if names:
            phrases.append(f"{words} {_bodies(names)}")
    return phrases


def _bodies(names: Sequence[str]) -> str:
    """Apart by semicolons where a name has a comma of its own."""
    *first, last = names
    if first and any("," in name for name in names):
        return f"{'; '.join(first)}; and {last}"
    return listed(names, "en")


def _body(name: str) -> str:
    first, *others = fold(name.partition(",")[0]).split()
    takes_article = first in BODIES or not BODIES_OF_A_PLACE.isdisjoint(others)
    return f"the {name}" if takes_article else name


def _as(role: str, many: bool) -> str:
    if role in (Role.PARTICIPANT, Role.DELEGATE, Role.MENTIONED):
        return ""
    return f" as {ROLE_NAMES[role][many]}"


def _details(taking: Taking) -> str:
    said = ""
    if taking.session:
        said += f", in the session “{taking.session}”"
    if taking.topic:
        said += f", on “{taking.topic}”"
    if taking.presented:
        said += f", presenting {taking.presented}"
    if taking.people:
        people = [one.words for one in taking.people]
        said += f", with {listed(people, 'en')}"
    return said


def _quantity(one: HowMany, noun: Noun, some: str = "some") -> str:
    singular, plural = noun
    if one.is_some:
        return f"{some} {plural}"
    number = one.least
    said = f"{_numeral(number)} {singular if number == 1 else plural}"
    if one.number is None:
        return f"at least {said}"
    return f"about {said}" if one.is_approximate else said


def _numeral(number: int) -> str:
    """In words up to ten, then in figures."""
    return NUMBERS[number] if 0 < number < len(NUMBERS) else f"{number:,}"


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ".”")) else f"{text}."
