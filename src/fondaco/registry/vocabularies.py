"""The registry's fixed lists: codes for data, labels for people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(TextChoices):
    COMPANY = "company", _("company")
    UNIVERSITY = "university", _("university")
    RESEARCH = "research", _("research organisation")
    PUBLIC_BODY = "public_body", _("public body")
    ASSOCIATION = "association", _("association")
    CHAMBER = "chamber", _("chamber of commerce")
    BANK = "bank", _("bank")
    HOSPITAL = "hospital", _("hospital")
    FOUNDATION = "foundation", _("foundation")
    SCIENCE_PARK = "science_park", _("science or technology park")
    CLUSTER_BODY = "cluster_body", _("cluster organisation")
    EU_BODY = "eu_body", _("European Union body")
    MEDIA = "media", _("media")
    OTHER = "other", _("other")


class SizeClass(TextChoices):
    MICRO = "micro", _("micro-enterprise")
    SMALL = "small", _("small enterprise")
    MEDIUM = "medium", _("medium enterprise")
    LARGE = "large", _("large enterprise")


class SpecialisationArea(TextChoices):
    """The areas of Lombardy's smart specialisation strategy, 2014-2020."""

    AEROSPACE = "aerospace", _("Aerospace")
    AGRIFOOD = "agrifood", _("Agri-food")
    ECO_INDUSTRY = "eco_industry", _("Eco-industries")
    CREATIVE = "creative", _("Cultural and creative industries")
    HEALTH = "health", _("Health industry")
    MANUFACTURING = "manufacturing", _("Advanced manufacturing")
    MOBILITY = "mobility", _("Sustainable mobility")
    TRANSVERSAL = "transversal", _("Transversal")


class AliasKind(TextChoices):
    OTHER_NAME = "other_name", _("other name")
    FORMER_NAME = "former_name", _("former name")
    ACRONYM = "acronym", _("acronym")
    AS_WRITTEN = "as_written", _("as a source writes it")


class IdentifierScheme(TextChoices):
    VAT = "vat", _("VAT number")
    TAX_CODE = "tax_code", _("tax code (Italy)")
    PIC = "pic", _("PIC (participant identification code)")
    LEI = "lei", "LEI"
    ROR = "ror", "ROR"
    ISNI = "isni", "ISNI"
    REGISTER = "register", _("business register")
    ECCP = "eccp", _("ECCP profile")


class ActivityCodeVintage(TextChoices):
    NACE_2_0 = "nace_2.0", "NACE Rev. 2"
    NACE_2_1 = "nace_2.1", "NACE Rev. 2.1"
    ATECO_2007 = "ateco_2007", "ATECO 2007"
    ATECO_2025 = "ateco_2025", "ATECO 2025"


class MembershipKind(TextChoices):
    MEMBER = "member", _("member")
    FOUNDING = "founding", _("founding member")
    SUPPORTING = "supporting", _("supporting member")
    HONORARY = "honorary", _("honorary member")


class MandateKind(TextChoices):
    PRESIDENT = "president", _("president")
    VICE_PRESIDENT = "vice_president", _("vice-president")
    SECRETARY_GENERAL = "secretary_general", _("secretary general")
    DIRECTOR = "director", _("director")
    CLUSTER_MANAGER = "cluster_manager", _("cluster manager")
    NETWORK_COORDINATOR = "network_coordinator", _("network coordinator")
    COORDINATOR = "coordinator", _("coordinator")
    BOARD_MEMBER = "board_member", _("board member")
    COMMITTEE_CHAIR = "committee_chair", _("chair of the scientific committee")
    MEMBER_CONTACT = "member_contact", _("member's contact")
    OTHER = "other", _("other")


class LabelLevel(TextChoices):
    BRONZE = "bronze", _("Bronze")
    SILVER = "silver", _("Silver")
    GOLD = "gold", _("Gold")


class LegalFormKind(TextChoices):
    ASSOCIATION = "association", _("association")
    RECOGNISED_ASSOCIATION = "recognised_association", _("recognised association")
    FOUNDATION = "foundation", _("foundation")
    ATS = "ats", _("temporary purpose association")
    CONSORTIUM = "consortium", _("consortium")
    CONSORTIUM_COMPANY = "consortium_company", _("consortium company")
    COMMITTEE = "committee", _("promoting committee")
    OTHER = "other", _("other")


class Population(TextChoices):
    """Members are who joined; the sector is who the cluster speaks for.

    Partners are those that it is in touch with abroad; origins, what a network or a
    cluster was put together from.
    """

    MEMBERS = "members", _("members")
    SECTOR = "sector", _("represented sector")
    PARTNERS = "partners", _("partners abroad")
    ORIGINS = "origins", _("what it was formed from")


class CountUnit(TextChoices):
    GROUPINGS = "groupings", _("groupings")
    BODIES = "bodies", _("organisations")
    COMPANIES = "companies", _("companies")
    UNIVERSITIES = "universities", _("universities")
    RESEARCH = "research", _("research organisations")
    UNIVERSITIES_RESEARCH = (
        "universities_research",
        _("universities and research organisations"),
    )
    PUBLIC_BODIES = "public_bodies", _("public bodies")
    ASSOCIATIONS = "associations", _("associations and non-profit bodies")
    BANKS = "banks", _("banks")
    HOSPITALS = "hospitals", _("hospitals")
    MEDIA = "media", _("media")
    OTHER = "other", _("other organisations")
    FOUNDERS = "founders", _("founding members")
    REGIONS = "regions", _("regions")
    COUNTRIES = "countries", _("countries")
    EMPLOYEES = "employees", _("employees")
    # A sum in euros would not fit the column of a count.
    TURNOVER = "turnover_eur_m", _("million euros of turnover a year")


class InvitationRole(TextChoices):
    """As what somebody is asked to act; all but the last are mandates."""

    CLUSTER_MANAGER = "cluster_manager", _("cluster manager")
    NETWORK_COORDINATOR = "network_coordinator", _("network coordinator")
    MEMBER_CONTACT = "member_contact", _("member's contact")
    PARTICIPANT = "participant", _("participant")


class ConsentPurpose(TextChoices):
    LISTING = "listing", _("be named publicly")
    CIRCULARS = "circulars", _("receive circulars")
    INVITATIONS = "invitations", _("receive invitations to events")
    PHOTOGRAPHS = "photographs", _("photographs and recordings")
    PARTNERS = "partners", _("data passed to partners")


class ConsentMeans(TextChoices):
    """How a consent was given."""

    PAPER = "paper", _("signed on paper")
    MAIL = "mail", _("by mail")
    FORM = "form", _("on a form of a website")
    EVENT = "event", _("when registering for an event")
    SPOKEN = "spoken", _("by word of mouth")
    UNKNOWN = "unknown", _("not recorded")


class GroupRole(TextChoices):
    CHAIR = "chair", pgettext_lazy("of a group", "chair")
    VICE_CHAIR = "vice_chair", pgettext_lazy("of a group", "vice-chair")
    SECRETARY = "secretary", pgettext_lazy("of a group", "secretary")
    MEMBER = "member", pgettext_lazy("of a group", "member")
