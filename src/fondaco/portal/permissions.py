"""Who may see how the installation works: administrators, and nobody else."""

import rules

KEEP_JOBS = "portal.keep_jobs"

rules.add_perm(KEEP_JOBS, rules.is_active & rules.is_superuser)
