"""Who takes part in what, weighed by all that speaks for it, beside the rules."""
