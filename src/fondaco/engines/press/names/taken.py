"""Where something stands already in a text."""

from collections.abc import Sequence

from fondaco.engines.press.items import Item


class Taken:
    """Where something stands already.

    Parameters
    ----------
    length
        Of the text.
    items
        What stands in it.
    """

    def __init__(self, length: int, items: Sequence[Item]) -> None:
        self._marks = bytearray(length + 1)
        for item in items:
            self._marks[item.start : item.end] = b"\x01" * (item.end - item.start)

    def add(self, item: Item) -> None:
        """Note that something stands there, too.

        Parameters
        ----------
        item
            Of the same text.
        """
        self._marks[item.start : item.end] = b"\x01" * (item.end - item.start)

    def holds(self, position: int) -> bool:
        """Tell whether something stands at a position.

        Parameters
        ----------
        position
            In the plain text.
        """
        return bool(self._marks[position])
