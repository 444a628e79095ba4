"""Load a network that the product ships: its data files become records, all or none."""
