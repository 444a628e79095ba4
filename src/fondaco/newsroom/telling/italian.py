"""What is told, in Italian."""

from collections.abc import Sequence

from fondaco.activities.vocabularies import ActivityKind, BodyRole, CountSubject, Role
from fondaco.engines.language.folding import fold
from fondaco.engines.language.prose import (
    after,
    article,
    in_city,
    in_country,
    listed,
    ordinal,
)
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

# What each kind is called, and whether that is feminine.
KINDS: dict[str, tuple[str, bool]] = {
    ActivityKind.CONFERENCE: ("conferenza", True),
    ActivityKind.SEMINAR: ("seminario", False),
    ActivityKind.FAIR: ("fiera", True),
    ActivityKind.MATCHMAKING: ("evento di incontri", False),
    ActivityKind.MISSION_OUTGOING: ("missione", True),
    ActivityKind.MISSION_INCOMING: ("missione di incoming", True),
    ActivityKind.VISIT: ("visita", True),
    ActivityKind.MEETING: ("riunione", True),
    ActivityKind.KICK_OFF: ("evento di avvio", False),
    ActivityKind.FINAL_EVENT: ("evento finale", False),
    ActivityKind.ASSEMBLY: ("assemblea", True),
    ActivityKind.NETWORKING: ("incontro di networking", False),
    ActivityKind.TRAINING: ("corso", False),
    ActivityKind.PROGRAMME: ("programma", False),
    ActivityKind.OTHER: ("iniziativa", True),
}
# A title that begins with one of these is a phrase: “la missione in Brasile”.
HEADS = {
    **dict.fromkeys(("missione", "conferenza", "fiera", "visita", "assemblea"), True),
    **dict.fromkeys(("riunione", "giornata", "tavola", "iniziativa", "rete"), True),
    **dict.fromkeys(("settimana", "partecipazione", "presentazione"), True),
    **dict.fromkeys(("convegno", "congresso", "forum", "kick-off", "salone"), False),
    **dict.fromkeys(("seminario", "workshop", "webinar", "incontro", "evento"), False),
    **dict.fromkeys(("corso", "programma", "progetto", "summit", "pilota"), False),
    **dict.fromkeys(("partenariato", "tavolo", "laboratorio", "meeting"), False),
}
Forms = dict[Tense, tuple[str, str]]


def _forms(past: str, present: str, future: str) -> Forms:
    """Of one and of several: “ha partecipato/hanno partecipato”."""
    found: Forms = {}
    tenses = (Tense.PAST, Tense.PRESENT, Tense.FUTURE)
    for tense, words in zip(tenses, (past, present, future), strict=True):
        one, many = words.split("/")
        found[tense] = (one, many)
    return found


TAKE_PART = _forms(
    "ha partecipato/hanno partecipato",
    "partecipa/partecipano",
    "parteciperà/parteciperanno",
)
# The verb of each role, and the preposition before what it is of; none: its object.
ROLES: dict[str, tuple[Forms, str]] = {
    Role.PARTICIPANT: (TAKE_PART, "a"),
    Role.EXHIBITOR: (
        _forms("ha esposto/hanno esposto", "espone/espongono", "esporrà/esporranno"),
        "a",
    ),
    Role.DELEGATE: (TAKE_PART, "a"),
    Role.B2B_PARTICIPANT: (
        _forms(
            "ha tenuto incontri bilaterali/hanno tenuto incontri bilaterali",
            "tiene incontri bilaterali/tengono incontri bilaterali",
            "terrà incontri bilaterali/terranno incontri bilaterali",
        ),
        "a",
    ),
    Role.SPEAKER: (
        _forms(
            "ha tenuto una relazione/hanno tenuto una relazione",
            "tiene una relazione/tengono una relazione",
            "terrà una relazione/terranno una relazione",
        ),
        "a",
    ),
    Role.COORDINATOR: (TAKE_PART, "a"),
    Role.HEAD_OF_DELEGATION: (
        _forms(
            "ha guidato la delegazione/hanno guidato la delegazione",
            "guida la delegazione/guidano la delegazione",
            "guiderà la delegazione/guideranno la delegazione",
        ),
        "a",
    ),
    Role.ORGANISER: (
        _forms(
            "ha organizzato/hanno organizzato",
            "organizza/organizzano",
            "organizzerà/organizzeranno",
        ),
        "",
    ),
    Role.PROMOTER: (
        _forms(
            "ha promosso/hanno promosso",
            "promuove/promuovono",
            "promuoverà/promuoveranno",
        ),
        "",
    ),
    Role.MENTIONED: (
        _forms(
            "è stat{} menzionat{}/sono stat{} menzionat{}",
            "è menzionat{}/sono menzionat{}",
            "sarà menzionat{}/saranno menzionat{}",
        ),
        "in occasione di",
    ),
}
ROLE_NAMES: dict[str, tuple[str, str]] = {
    Role.PARTICIPANT: ("partecipante", "partecipanti"),
    Role.EXHIBITOR: ("espositore", "espositori"),
    Role.DELEGATE: ("delegato", "delegati"),
    Role.B2B_PARTICIPANT: ("partecipante agli incontri", "partecipanti agli incontri"),
    Role.SPEAKER: ("relatore", "relatori"),
    Role.COORDINATOR: ("coordinatore", "coordinatori"),
    Role.HEAD_OF_DELEGATION: ("capo delegazione", "capi delegazione"),
    Role.ORGANISER: ("organizzatore", "organizzatori"),
    Role.PROMOTER: ("promotore", "promotori"),
    Role.MENTIONED: ("ospite", "ospiti"),
}
AROUND = (
    (BodyRole.ORGANISER, "organizzat{} da"),
    (BodyRole.PROMOTER, "promoss{} da"),
    (BodyRole.HOST, "ospitat{} da"),
    (BodyRole.PARTNER, "in collaborazione con"),
    (BodyRole.PATRON, "con il patrocinio di"),
    (BodyRole.SPONSOR, "con il sostegno di"),
    (BodyRole.FUNDER, "con il finanziamento di"),
)
# What bodies are called by, and their articles.
BODIES = {
    **dict.fromkeys(
        ("ministero", "politecnico", "comune", "centro", "parlamento"), "il "
    ),
    **dict.fromkeys(("consiglio", "consorzio", "dipartimento", "polo"), "il "),
    **dict.fromkeys(("commissione", "camera", "fondazione", "provincia"), "la "),
    **dict.fromkeys(("rappresentanza", "presidenza", "rete", "conferenza"), "la "),
    **dict.fromkeys(("universita", "ambasciata", "istituto", "associazione"), "l’"),
    **dict.fromkeys(("agenzia", "unione", "ente", "ufficio", "ordine"), "l’"),
}
Noun = tuple[str, str, bool]
COUNTED: dict[str, Noun] = {
    CountSubject.CLUSTERS: ("cluster", "cluster", False),
    CountSubject.MEMBERS: ("associato", "associati", False),
    CountSubject.COMPANIES: ("azienda", "aziende", True),
    CountSubject.PEOPLE: ("persona", "persone", True),
    CountSubject.MEETINGS_B2B: ("incontro B2B", "incontri B2B", False),
    CountSubject.MEETINGS_C2C: ("incontro tra cluster", "incontri tra cluster", False),
    CountSubject.MEETINGS_INSTITUTIONAL: (
        *("incontro istituzionale", "incontri istituzionali"),
        False,
    ),
    CountSubject.MEETINGS_BUSINESS: ("incontro d’affari", "incontri d’affari", False),
    CountSubject.VISITS: ("visita", "visite", True),
    CountSubject.VISITORS: ("visitatore", "visitatori", False),
    CountSubject.EXHIBITORS: ("espositore", "espositori", False),
}
BIDS: Noun = ("richiesta di finanziamento", "richieste di finanziamento", True)
NUMBERS = (
    *("", "un", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"),
    "dieci",
)
PARTNERSHIPS: dict[str, str] = {
    PartnershipKind.ESCP: "un partenariato strategico europeo di cluster"
    " (European Strategic Cluster Partnership)",
    PartnershipKind.VANGUARD: "un progetto pilota della Vanguard Initiative",
    PartnershipKind.S3: "un partenariato tematico S3",
    PartnershipKind.NETWORK: "una rete europea",
}
IN_PARTNERSHIPS: dict[str, tuple[str, str, str]] = {
    PartyRole.COORDINATOR: ("coordina", "coordinano", ""),
    PartyRole.CO_LEADER: ("è tra i capofila", "sono tra i capofila", "di"),
    PartyRole.PARTNER: ("è partner", "sono partner", "di"),
    PartyRole.ASSOCIATED: ("è partner associato", "sono partner associati", "di"),
    PartyRole.MEMBER: ("fa parte", "fanno parte", "di"),
    PartyRole.UNKNOWN: ("partecipa", "partecipano", "a"),
}


class Italian:
    language = "it"
    headings = {
        "year": "L’anno in breve",
        "activities": "Attività",
        "missions": "Missioni",
        "undertakings": "Partenariati e progetti",
        "bids": "Bandi europei",
    }

    def event(self, told: Told, year: int | None) -> str:
        name, feminine = _name(told)
        pieces = [
            name,
            self._where(told),
            when(told.start, told.end, "it", year),
            after("nell’ambito di", _thing(told.within)) if told.within else "",
            after("in occasione di", _thing(told.beside)) if told.beside else "",
            self._programme(told),
            *_around(told.around, feminine),
        ]
        return ", ".join(filter(None, pieces))

    def again(self, told: Told) -> str:
        noun, feminine = KINDS.get(told.kind, KINDS[ActivityKind.OTHER])
        return f"{'la stessa' if feminine else 'lo stesso'} {noun}"

    def take_part(
        self,
        taking: Sequence[Taking],
        event: str,
        tense: Tense,
        *,
        selected: bool = False,
    ) -> str:
        role, many = taking[0].role, len(taking) > 1
        who = listed([one.who.name for one in taking], "it")
        if selected:
            chosen = _agreed("è stat{} selezionat{}/sono stat{} selezionat{}", taking)
            name = ROLE_NAMES[role][many]
            text = f"{_subject(taking)} {chosen} come {name} {after('per', event)}"
        elif tense == Tense.ANNOUNCED:
            verb = "avevano annunciato" if many else "aveva annunciato"
            part = f"la partecipazione{_as(role, many)}"
            text = f"{who} {verb} {part} {after('a', event)}"
        else:
            forms, preposition = ROLES[role]
            verb = forms[tense][many]
            if role == Role.COORDINATOR:
                verb += f" in qualità di {ROLE_NAMES[Role.COORDINATOR][many]}"
            if role == Role.MENTIONED:
                who, verb = _subject(taking), _agreed("/".join(forms[tense]), taking)
            joined = after(preposition, event) if preposition else event
            text = f"{who} {verb} {joined}"
        return _sentence(text + (_details(taking[0]) if not many else ""))

    def unnamed(self, clusters: HowMany, event: str, tense: Tense) -> str:
        text = _quantity(clusters, COUNTED[CountSubject.CLUSTERS])
        if clusters.is_all:
            text = f"tutti e {_numeral(clusters.least, feminine=False)} i cluster"
        elif clusters.of_total:
            text += f" su {_numeral(clusters.of_total, feminine=False)}"
        many = not clusters.is_one
        if tense == Tense.ANNOUNCED:
            verb = "avevano annunciato" if many else "aveva annunciato"
            return _sentence(f"{text} {verb} la partecipazione {after('a', event)}")
        return _sentence(f"{text} {TAKE_PART[tense][many]} {after('a', event)}")

    def happens(self, event: str, told: Told, tense: Tense) -> str:
        name, feminine = _name(told)
        ending = "a" if feminine else "o"
        verb = {
            Tense.PAST: f"si è tenut{ending}",
            Tense.PRESENT: "è in corso",
            Tense.FUTURE: "è in programma",
            Tense.ANNOUNCED: "era in programma",
        }[tense]
        rest = event.removeprefix(name).removeprefix(", ")
        return _sentence(f"{name} {verb} {rest}".rstrip())

    def does_not_happen(self, event: str, told: Told, tense: Tense) -> str:
        _, feminine = _name(told)
        ending = "a" if feminine else "o"
        verb = "annullat" if tense == Tense.CANCELLED else "rinviat"
        return _sentence(f"è stat{ending} {verb}{ending} {event}")

    def counted(
        self, counts: Sequence[HowMany], tense: Tense, who: str = ""
    ) -> list[str]:
        sentences = []
        for subjects, verbs in COUNTING:
            found = [one for one in counts if one.subject in subjects]
            if not found:
                continue
            nouns = [COUNTED[one.subject] for one in found]
            many = len(found) > 1 or not found[0].is_one
            feminine = all(noun[2] for noun in nouns)
            verb = verbs[tense][many].format("ae"[many] if feminine else "oi"[many])
            said = [
                _quantity(one, noun) for one, noun in zip(found, nouns, strict=True)
            ]
            whose = ""
            if who:
                whose = (
                    f"{'con' if subjects[0] == CountSubject.MEMBERS else 'per'} {who} "
                )
            sentences.append(_sentence(f"{whose}{verb} {listed(said, 'it')}"))
        return sentences

    def joins(self, joined: Joined) -> str:
        by_role: dict[str, list[str]] = {}
        for who, role in joined.parties:
            by_role.setdefault(role, []).append(who.name)
        name = self._undertaking(joined)
        clauses: list[str] = []
        for role, names in by_role.items():
            one, many, preposition = IN_PARTNERSHIPS[role]
            verb = many if len(names) > 1 else one
            what = name if not clauses else _it(preposition)
            joint = after(preposition, what) if preposition and not clauses else what
            clauses.append(f"{listed(names, 'it')} {verb} {joint}".strip())
        return _sentence("; ".join(clauses))

    def bids(self, bids: Bids) -> str:
        said = _quantity(bids.how_many, BIDS, some="diverse")
        many = not bids.how_many.is_one
        of = bids.how_many.of_total
        who = listed([one.name for one in bids.who], "it") or "i cluster"
        plural = len(bids.who) != 1
        if bids.status == ProposalStatus.FUNDED:
            out_of = f" su {of}" if of else ""
            verb = "sono state finanziate" if many else "è stata finanziata"
            by = f" {after('di', who)}" if bids.who else ""
            return _sentence(f"{verb} {said}{out_of}{by}")
        verb = "hanno aderito" if plural else "ha aderito"
        if not bids.who:
            verb = "hanno presentato"
            return _sentence(f"{who} {verb} {said} per progetti europei")
        return _sentence(f"{who} {verb} {after('a', said)} per progetti europei")

    def says(self, statement: Statement) -> str:
        text = _sentence(statement.text)
        return (
            f"{text} Lo scrive {statement.publisher}." if statement.publisher else text
        )

    def _where(self, told: Told) -> str:
        if told.is_virtual and not told.places:
            return "online"
        said = []
        for there in by_country(told, "it"):
            spots = listed([_spot(one) for one in there.spots], "it")
            country = in_country(there.country, "it") if there.country else ""
            said.append(", ".join(filter(None, [spots, country])))
        return listed(said, "it")

    def _programme(self, told: Told) -> str:
        if not told.programme or fold(told.programme) in fold(told.title):
            return ""
        return f"nel programma “{told.programme}”"

    def _undertaking(self, joined: Joined) -> str:
        if joined.is_unnamed:
            return PARTNERSHIPS.get(joined.kind, "un partenariato europeo")
        if joined.kind == "project":
            return f"il progetto “{joined.title}”"
        return _thing(joined.title, "il partenariato")


_PARTICIPANTS = _forms(
    "vi ha preso parte/vi hanno preso parte",
    "vi prende parte/vi prendono parte",
    "vi prenderà parte/vi prenderanno parte",
)
_MEETINGS = _forms(
    "si è tenut{}/si sono tenut{}", "si tiene/si tengono", "è previst{}/sono previst{}"
)
_CROWD = _forms(
    "si è contat{}/si sono contat{}", "si conta/si contano", "è attes{}/sono attes{}"
)
for _one in (_PARTICIPANTS, _MEETINGS, _CROWD):
    _one[Tense.ANNOUNCED] = ("era previst{}", "erano previst{}")
COUNTING: tuple[tuple[tuple[str, ...], Forms], ...] = (
    (
        (CountSubject.MEMBERS, CountSubject.COMPANIES, CountSubject.PEOPLE),
        _PARTICIPANTS,
    ),
    (
        (
            CountSubject.MEETINGS_B2B,
            CountSubject.MEETINGS_C2C,
            CountSubject.MEETINGS_INSTITUTIONAL,
            CountSubject.MEETINGS_BUSINESS,
            CountSubject.VISITS,
        ),
        _MEETINGS,
    ),
    ((CountSubject.VISITORS, CountSubject.EXHIBITORS), _CROWD),
)


def _name(told: Told) -> tuple[str, bool]:
    """The activity with its article, and whether it is feminine."""
    noun, feminine = KINDS.get(told.kind, KINDS[ActivityKind.OTHER])
    head = fold(told.title.split(" ")[0])
    core = f"{noun} “{told.title}”"
    if head in HEADS:
        feminine = HEADS[head]
        core = in_a_sentence(told.title)
    named = article(core, feminine=feminine) + core
    if told.edition is None:
        return named, feminine
    edition = f"{ordinal(told.edition, 'it', feminine=True)} edizione"
    return f"{article(edition, feminine=True)}{edition} {after('di', named)}", True


def _spot(spot: Spot) -> str:
    if not spot.city:
        return f"presso {spot.venue}"
    venue = f" ({spot.venue})" if spot.venue else ""
    return in_city(spot.city, "it") + venue


def _thing(title: str, noun: str = "") -> str:
    head = fold(title.split(" ")[0])
    if head in HEADS:
        rest = in_a_sentence(title)
        return article(rest, feminine=HEADS[head]) + rest
    return f"{noun} “{title}”".strip()


def _it(preposition: str) -> str:
    """The undertaking once more: “ne fa parte”, “lo coordina” come out of place."""
    return {"di": "dello stesso", "a": "allo stesso", "": "lo stesso"}[preposition]


def _around(around: Sequence[Around], feminine: bool) -> list[str]:
    phrases = []
    for role, words in AROUND:
        names = [one.who.name for one in around if one.role == role]
        if not names:
            continue
        preposition = words.format("a" if feminine else "o")
        first, *others = map(_body, names)
        *_, last = preposition.split(" ")
        repeated = [after(last, name) if last != "con" else name for name in others]
        phrases.append(listed([after(preposition, first), *repeated], "it"))
    return phrases


def _body(name: str) -> str:
    return BODIES.get(fold(name.split(" ")[0]), "") + name


def _subject(taking: Sequence[Taking]) -> str:
    """With what it is, where a participle has to agree with it."""
    names = listed([one.who.name for one in taking], "it")
    if not taking[0].who.is_cluster:
        return (
            f"{'le organizzazioni' if len(taking) > 1 else 'l’organizzazione'} {names}"
        )
    return f"{'i cluster' if len(taking) > 1 else 'il cluster'} {names}"


def _agreed(forms: str, taking: Sequence[Taking]) -> str:
    """“È stato menzionato” of a cluster, “sono state menzionate” of organisations."""
    one, many = forms.split("/")
    endings = "oi" if taking[0].who.is_cluster else "ae"
    several = len(taking) > 1
    return (many if several else one).replace("{}", endings[several])


def _as(role: str, many: bool) -> str:
    if role in (Role.PARTICIPANT, Role.DELEGATE, Role.MENTIONED):
        return ""
    return f" come {ROLE_NAMES[role][many]}"


def _details(taking: Taking) -> str:
    said = ""
    if taking.session:
        said += f", nella sessione “{taking.session}”"
    if taking.topic:
        said += f", sul tema “{taking.topic}”"
    if taking.presented:
        said += f", presentando {taking.presented}"
    if taking.people:
        people = [one.words for one in taking.people]
        said += f", con {listed(people, 'it')}"
    return said


def _quantity(one: HowMany, noun: Noun, some: str = "") -> str:
    singular, plural, feminine = noun
    if one.is_some:
        return f"{some or ('alcune' if feminine else 'alcuni')} {plural}"
    number = one.least
    said = f"{_numeral(number, feminine=feminine)} {plural}"
    if number == 1:
        elided = feminine and fold(singular)[:1] in "aeiou"
        said = (
            f"un’{singular}" if elided else f"{'una' if feminine else 'un'} {singular}"
        )
    if one.number is None:
        return f"almeno {said}"
    return f"circa {said}" if one.is_approximate else said


def _numeral(number: int, *, feminine: bool) -> str:
    """In words up to ten, then in figures."""
    if number == 1:
        return "una" if feminine else "un"
    if 1 < number < len(NUMBERS):
        return NUMBERS[number]
    return f"{number:,}".replace(",", ".")


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ".”")) else f"{text}."
