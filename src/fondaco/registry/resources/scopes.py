"""For whom a person may import: their own clusters, and nobody else's."""

from django.utils.translation import gettext as _

from fondaco.core.permissions import Actor
from fondaco.core.resources import ImportScope
from fondaco.registry.scope import Scope, scope_of

# Who keeps the installation works on its command line, and may do everything.
KEEPER = Scope(is_administrator=True)


def scope_for(scope: ImportScope) -> Scope:
    return KEEPER if scope.actor is None else scope_of(scope.actor)


def is_importer(actor: Actor) -> bool:
    return scope_of(actor).is_editor


def manages_cluster(scope: ImportScope, cluster: int | None) -> bool:
    mine = scope_for(scope)
    return mine.is_administrator or cluster in mine.managed_clusters


def cluster_refusal(scope: ImportScope) -> str:
    """New records are kept by a cluster of one's own, or by the coordinators."""
    mine = scope_for(scope)
    if mine.is_administrator:
        return ""
    if scope.cluster is None:
        if mine.coordinated_networks:
            return ""
        return _("Say for which of your clusters the file is.")
    if scope.cluster in mine.managed_clusters:
        return ""
    return _("You do not answer for this cluster.")


def own_cluster_refusal(scope: ImportScope) -> str:
    """For facts of a cluster, which must be named."""
    if scope.cluster is None:
        return _("Say for which cluster the file is.")
    return cluster_refusal(scope)
