"""What each set of data holds, in words, and its themes in the EU's vocabulary."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Description:
    text: str | Promise
    # Of http://publications.europa.eu/resource/authority/data-theme.
    themes: tuple[str, ...] = ("ECON",)


# By the address of the resource.
DESCRIPTIONS = {
    "sources": Description(
        _("The publications on which the record rests."), ("ECON", "EDUC")
    ),
    "networks": Description(
        _("Networks of technology clusters: what they are and where."), ("ECON", "TECH")
    ),
    "clusters": Description(
        _("Technology clusters: what they are about, where, since when."),
        ("ECON", "TECH"),
    ),
    "competences": Description(
        _("What organisations know how to do, with the terms of EuroSciVoc."),
        ("TECH",),
    ),
    "organisations": Description(
        _(
            "Companies, universities, research centres and public bodies: kind, place, "
            "identifiers, codes of activity, what they offer and seek."
        ),
        ("ECON", "TECH"),
    ),
    "people": Description(
        _("People with a public office, or who agreed to be named."), ("GOVE",)
    ),
    "working-groups": Description(
        _("Working groups of networks and clusters, their aims and members."),
        ("ECON", "TECH"),
    ),
    "network-memberships": Description(
        _("Which cluster belongs to which network, from when to when.")
    ),
    "managements": Description(
        _("Which organisation manages which cluster, from when to when."), ("GOVE",)
    ),
    "memberships": Description(
        _("Which organisation is a member of which cluster, from when to when.")
    ),
    "mandates": Description(
        _("Who holds which office of a network, cluster or organisation."), ("GOVE",)
    ),
    "labels": Description(
        _("Labels of quality of clusters, such as those of ESCA, with their dates.")
    ),
    "legal-forms": Description(
        _("The legal forms of clusters over time, and the acts that gave them."),
        ("ECON", "JUST"),
    ),
    "recognitions": Description(
        _("By whom and by which act clusters were recognised."), ("ECON", "GOVE")
    ),
    "member-counts": Description(
        _("How many members clusters and networks have, as each source says.")
    ),
    "programmes": Description(
        _("Programmes and initiatives in which clusters take part."), ("ECON", "TECH")
    ),
    "activities": Description(
        _(
            "Fairs, missions, conferences, meetings and other activities: when, where, "
            "by whom, as precisely as known."
        ),
        ("ECON", "INTR"),
    ),
    "participations": Description(
        _("Which cluster took part in which activity, in which role, with whom."),
        ("ECON", "INTR"),
    ),
    "outcomes": Description(
        _("What came of taking part: agreements, proposals, contacts."),
        ("ECON", "INTR"),
    ),
    "counts": Description(
        _("How many companies, people or meetings sources say there were."),
        ("ECON", "INTR"),
    ),
    "claims": Description(
        _("What networks say of their own year, word for word."), ("ECON", "INTR")
    ),
    "target-countries": Description(
        _("The countries that networks and clusters aimed at in a year."),
        ("ECON", "INTR"),
    ),
    "proposals": Description(
        _("Proposals for funding in which clusters or their members take part."),
        ("ECON", "TECH"),
    ),
    "projects": Description(
        _("Funded projects of clusters and their members."), ("ECON", "TECH")
    ),
    "partnerships": Description(
        _("Lasting partnerships of clusters beyond single projects."), ("ECON", "INTR")
    ),
    "parties": Description(
        _("Who takes part in proposals, projects and partnerships, in which role."),
        ("ECON", "TECH"),
    ),
    "proposal-counts": Description(
        _("How many proposals were submitted or funded, and for how much."),
        ("ECON", "TECH"),
    ),
}
PRESENCE = Description(
    _(
        "The international presence of a network in a year, by indicator, cluster and "
        "country, with the records behind each number."
    ),
    ("ECON", "INTR"),
)
