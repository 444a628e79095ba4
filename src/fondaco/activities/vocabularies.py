"""The calendar's fixed lists: kinds, roles and their ladder, statuses."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActivityKind(TextChoices):
    CONFERENCE = "conference", _("conference")
    SEMINAR = "seminar", _("seminar")
    FAIR = "fair", _("fair")
    MATCHMAKING = "matchmaking", _("matchmaking")
    MISSION_OUTGOING = "mission_outgoing", _("outgoing mission")
    MISSION_INCOMING = "mission_incoming", _("incoming mission")
    VISIT = "visit", _("visit")
    MEETING = "meeting", _("meeting")
    KICK_OFF = "kick_off", _("kick-off")
    FINAL_EVENT = "final_event", _("final event")
    ASSEMBLY = "assembly", _("assembly")
    NETWORKING = "networking", _("networking")
    TRAINING = "training", _("training")
    PROGRAMME = "programme", _("engagement in a programme")
    OTHER = "other", _("other")


class Role(TextChoices):
    """What a cluster is at an activity; `LEVELS` orders them."""

    MENTIONED = "mentioned", _("mentioned")
    PARTICIPANT = "participant", _("participant")
    EXHIBITOR = "exhibitor", _("exhibitor")
    DELEGATE = "delegate", _("member of the delegation")
    B2B_PARTICIPANT = "b2b_participant", _("participant in B2B meetings")
    SPEAKER = "speaker", _("speaker")
    COORDINATOR = "coordinator", _("coordinator")
    HEAD_OF_DELEGATION = "head_of_delegation", _("head of delegation")
    ORGANISER = "organiser", _("organiser")
    PROMOTER = "promoter", _("promoter")


LEVELS: dict[str, int] = {
    Role.MENTIONED: 0,
    Role.PARTICIPANT: 1,
    Role.EXHIBITOR: 2,
    Role.DELEGATE: 2,
    Role.B2B_PARTICIPANT: 2,
    Role.SPEAKER: 3,
    Role.COORDINATOR: 4,
    Role.HEAD_OF_DELEGATION: 4,
    Role.ORGANISER: 5,
    Role.PROMOTER: 5,
}
# From here up the presence is “qualified”.
QUALIFIED_LEVEL = 3


class BodyRole(TextChoices):
    """What an organisation is to an activity, beside those who take part in it."""

    ORGANISER = "organiser", _("organiser")
    PROMOTER = "promoter", _("promoter")
    PARTNER = "partner", _("partner")
    PATRON = "patron", _("patron")
    SPONSOR = "sponsor", _("sponsor")
    HOST = "host", _("host")
    FUNDER = "funder", _("funder")


class ActivityStatus(TextChoices):
    PLANNED = "planned", _("planned")
    ANNOUNCED = "announced", _("announced")
    UNDER_WAY = "under_way", _("under way")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")
    POSTPONED = "postponed", _("postponed")


class ParticipationStatus(TextChoices):
    PLANNED = "planned", _("planned")
    APPLIED = "applied", _("applied")
    SELECTED = "selected", _("selected")
    CONFIRMED = "confirmed", _("confirmed")
    TOOK_PART = "took_part", _("took part")
    DECLINED = "declined", _("declined")
    CANCELLED = "cancelled", _("cancelled")


class CountSubject(TextChoices):
    """What a count statement counts."""

    CLUSTERS = "clusters", _("clusters")
    MEMBERS = "members", _("members")
    COMPANIES = "companies", _("companies")
    PEOPLE = "people", _("people")
    MEETINGS_B2B = "meetings_b2b", _("B2B meetings")
    MEETINGS_C2C = "meetings_c2c", _("cluster-to-cluster meetings")
    MEETINGS_INSTITUTIONAL = "meetings_institutional", _("institutional meetings")
    MEETINGS_BUSINESS = "meetings_business", _("business meetings")
    VISITS = "visits", _("visits")
    VISITORS = "visitors", _("visitors of the event")
    EXHIBITORS = "exhibitors", _("exhibitors of the event")


class OutcomeKind(TextChoices):
    CONTACT = "contact", _("contact")
    NEGOTIATION = "negotiation", _("negotiation")
    AGREEMENT = "agreement", _("agreement")
    PROPOSAL = "proposal", _("joint proposal")
    CONTRACT = "contract", _("contract")
    OTHER = "other", _("other")


class EncounterKind(TextChoices):
    """Who meets whom; in the words of matchmaking events."""

    B2B = "b2b", _("B2B meeting")
    C2C = "c2c", _("cluster-to-cluster meeting")
    C2B = "c2b", _("meeting of a cluster and a company")
    INSTITUTIONAL = "institutional", _("institutional meeting")
    OTHER = "other", _("other")


class EncounterStatus(TextChoices):
    SCHEDULED = "scheduled", pgettext_lazy("encounter", "scheduled")
    HELD = "held", pgettext_lazy("encounter", "held")
    NO_SHOW = "no_show", pgettext_lazy("encounter", "no-show")
    CANCELLED = "cancelled", pgettext_lazy("encounter", "cancelled")


class EncounterOutcome(TextChoices):
    """What came of it, as far as anybody said; “no follow-up” is not “not recorded”."""

    NOTHING = "nothing", pgettext_lazy("encounter", "no follow-up")
    CONTACT = "contact", _("further contact")
    NEGOTIATION = "negotiation", _("negotiation")
    AGREEMENT = "agreement", _("agreement")


class ProgrammeKind(TextChoices):
    FUNDING = "funding", _("funding programme")
    INITIATIVE = "initiative", _("initiative")
    PLATFORM = "platform", _("platform")
    PILOT = "pilot", _("pilot")
    DEMO_CASE = "demo_case", _("demonstration case")
    SUPPORT = "support", _("support programme")
    STRATEGY = "strategy", _("strategy")
    COMMITTEE = "committee", _("standing committee")
