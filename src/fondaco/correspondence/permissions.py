"""Who may see and change what of the correspondence, decided here and nowhere else.

What one cluster writes, and to whom, is nobody else's: to see it is to keep it.
"""

import rules

from fondaco.core.permissions import Actor
from fondaco.correspondence.models import Owned
from fondaco.registry.permissions import coordinates, manages
from fondaco.registry.scope import scope_of


@rules.predicate  # type: ignore[untyped-decorator]
def keeps(user: Actor, record: Owned | None) -> bool:
    scope = scope_of(user)
    if record is None:
        return scope.is_editor
    if record.network_id:
        return coordinates(scope, record.network_id)
    return manages(scope, record.cluster_id)


for _model in ("distributionlist", "segment", "circular", "note"):
    for _verb in ("view", "add", "change", "delete"):
        rules.add_perm(f"correspondence.{_verb}_{_model}", keeps)
