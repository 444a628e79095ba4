"""Who may see and change the accounts: administrators, and nobody else."""

import rules

_administrator = rules.is_active & rules.is_superuser

for _verb in ("view", "add", "change", "delete"):
    rules.add_perm(f"accounts.{_verb}_user", _administrator)
