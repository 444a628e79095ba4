"""Who may see and change what of the newsroom, decided here and nowhere else.

A press text is public where it stood; that a cluster reads it is the cluster's matter,
as its correspondence is.
"""

import rules

from fondaco.correspondence.permissions import keeps

for _model in ("pressitem", "feed"):
    for _verb in ("view", "add", "change", "delete"):
        rules.add_perm(f"newsroom.{_verb}_{_model}", keeps)
