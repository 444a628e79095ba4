"""Clauses over numbered variables, and counters made of them."""

from collections.abc import Sequence
from itertools import combinations, pairwise

# Up to here, forbidding each pair is the smaller and faster way to say "at most one".
PAIRWISE = 5


class Clauses:
    """A formula in the making.

    Literals are non-zero integers, negative where negated, as in DIMACS.
    """

    def __init__(self) -> None:
        """Begin with the empty formula."""
        self.clauses: list[list[int]] = []
        self.variables = 0

    def new(self) -> int:
        """Make a variable."""
        self.variables += 1
        return self.variables

    def add(self, *literals: int) -> None:
        """Demand that one of the literals is true."""
        self.clauses.append(list(literals))

    def any_of(self, literals: Sequence[int]) -> int:
        """Make a literal that is true if and only if one of some is."""
        if len(literals) == 1:
            return literals[0]
        found = self.new()
        for literal in literals:
            self.add(-literal, found)
        self.add(-found, *literals)
        return found

    def at_most_one(self, literals: Sequence[int]) -> None:
        """Forbid that two of the literals are true, by threes with a ladder between."""
        rest = list(literals)
        while len(rest) > PAIRWISE:
            carried = self.new()
            self._forbid_pairs([*rest[:3], carried])
            rest = [-carried, *rest[3:]]
        self._forbid_pairs(rest)

    def _forbid_pairs(self, literals: Sequence[int]) -> None:
        for one, other in combinations(literals, 2):
            self.add(-one, -other)

    def count(
        self, literals: Sequence[int], most: int, *, both_ways: bool = True
    ) -> list[int]:
        """Count true literals in unary, by a totalizer.

        Parameters
        ----------
        literals
            What is counted.
        most
            From where on nobody asks: at most this many outputs and one more are made.
        both_ways
            Whether outputs are false, too, where the literals are too few.

        Returns
        -------
        list of int
            The i-th, from 0, is true if (and only if) more than i of the literals are.

        Notes
        -----
        Bailleux and Boufkhad, "Efficient CNF encoding of Boolean cardinality
        constraints", CP 2003.
        """
        if len(literals) <= 1:
            return list(literals)
        half = len(literals) // 2
        left = self.count(literals[:half], most, both_ways=both_ways)
        right = self.count(literals[half:], most, both_ways=both_ways)
        size = min(len(left) + len(right), most + 1)
        total = [self.new() for _ in range(size)]
        for i in range(len(left) + 1):
            for j in range(len(right) + 1):
                if i + j:
                    clause = [total[min(i + j, size) - 1]]
                    clause += [-left[i - 1]] if i else []
                    clause += [-right[j - 1]] if j else []
                    self.clauses.append(clause)
                if both_ways and i + j < size:
                    clause = [-total[i + j]]
                    clause += [left[i]] if i < len(left) else []
                    clause += [right[j]] if j < len(right) else []
                    self.clauses.append(clause)
        for fewer, more in pairwise(total):
            self.add(-more, fewer)
        return total

    def exactly(
        self,
        literals: Sequence[int],
        number: int,
        bounds: Sequence[tuple[int, int]],
    ) -> dict[tuple[int, int], int | bool]:
        """Demand that a given number of literals is true, by a sequential counter.

        Parameters
        ----------
        literals
            What is counted, in an order that means something.
        number
            How many must be true.
        bounds
            For each i from 0, the least and the most of the first i literals that can
            be true; one more than the literals, the last of them twice the number.

        Returns
        -------
        dict
            For (i, j): the literal that at least j of the first i are true, or whether
            that is known.

        Notes
        -----
        Sinz, "Towards an optimal CNF encoding of Boolean cardinality constraints",
        CP 2005; here both ways, and without variables where the bounds tell the answer.
        """
        reached: dict[tuple[int, int], int | bool] = {}
        for i, (least, most) in enumerate(bounds):
            for j in range(number + 2):
                if least < j <= most:
                    reached[i, j] = self.new()
                else:
                    reached[i, j] = j <= least
        for i, literal in enumerate(literals, start=1):
            for j in range(1, min(i, number + 1) + 1):
                now, same, less = (
                    reached[i, j],
                    reached[i - 1, j],
                    reached[i - 1, j - 1],
                )
                self.add_known((same, False), (now, True))
                self.add_known((less, False), (literal, False), (now, True))
                self.add_known((now, False), (same, True), (literal, True))
                self.add_known((now, False), (less, True))
        return reached

    def add_known(self, *literals: tuple[int | bool, bool]) -> None:
        """Demand one of literals, with signs, some of which are known."""
        clause = []
        for literal, sign in literals:
            if isinstance(literal, bool):
                if literal == sign:
                    return
            else:
                clause.append(literal if sign else -literal)
        self.clauses.append(clause)
