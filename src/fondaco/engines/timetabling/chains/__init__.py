"""Local search by ejection chains, for problems of every kind and any size."""
