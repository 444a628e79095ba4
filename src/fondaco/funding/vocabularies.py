"""The fixed lists of funding: statuses and roles."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProposalStatus(TextChoices):
    DRAFTING = "drafting", _("being drafted")
    SUBMITTED = "submitted", _("submitted")
    UNDER_EVALUATION = "under_evaluation", _("under evaluation")
    FUNDED = "funded", _("funded")
    LABEL_ONLY = "label_only", _("label without money")
    RESERVE = "reserve", _("reserve list")
    REJECTED = "rejected", _("not funded")


class AmountBound(TextChoices):
    """How a source gives a sum: a minimum is not the sum, nor is a round figure."""

    EXACT = "exact", _("exactly this")
    AT_LEAST = "at_least", _("at least this")
    ABOUT = "about", _("about this")


class ProjectStatus(TextChoices):
    RUNNING = "running", _("running")
    CLOSED = "closed", _("closed")
    UNKNOWN = "unknown", _("not recorded")


class PartyRole(TextChoices):
    COORDINATOR = "coordinator", _("coordinator")
    CO_LEADER = "co_leader", _("co-leader")
    PARTNER = "partner", _("partner")
    ASSOCIATED = "associated", _("associated partner")
    MEMBER = "member", pgettext_lazy("role in a partnership", "member")
    UNKNOWN = "unknown", _("role not recorded")


class PartnershipKind(TextChoices):
    ESCP = "escp", _("European Strategic Cluster Partnership")
    VANGUARD = "vanguard", _("Vanguard pilot")
    S3 = "s3", _("S3 thematic partnership")
    NETWORK = "network", _("European network")
    OTHER = "other", _("other")
