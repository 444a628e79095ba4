"""What a text calls something in the middle of a sentence, as a title."""

from django.utils.text import capfirst


def as_title(words: str) -> str:
    """“Missione in Israele” of “una missione in Israele”; “eHealth” stays as it is."""
    first = words.partition(" ")[0]
    return str(capfirst(words)) if first.islower() else words
