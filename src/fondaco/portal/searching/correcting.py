"""What somebody may have meant who found nothing: the nearest names they may see."""

from collections import Counter

from rapidfuzz import process
from rapidfuzz.distance import OSA

from fondaco.core.models import SearchEntry
from fondaco.core.permissions import Actor
from fondaco.core.search_index.question import Question
from fondaco.engines.language.folding import fold
from fondaco.engines.language.stemming import chunks
from fondaco.portal.searching.kinds import PUBLIC
from fondaco.portal.searching.ranking import visible

SHORTEST = 4
# Of longer words, two letters may be wrong, or one left out and two changed round.
LONG = 7


def correct(question: Question, actor: Actor) -> str:
    """The question in words that there are; empty where none comes near."""
    names = SearchEntry.objects.filter(visible(PUBLIC, actor))
    titles = names.values_list("title", flat=True)
    words = Counter(" ".join(titles).split())
    written = fold(question.text).split()
    corrected = [_nearest(one, words) for one in written]
    return " ".join(corrected) if corrected != written else ""


def _nearest(piece: str, words: "Counter[str]") -> str:
    parts = [part for chunk in chunks(piece) for part in chunk.parts]
    word = "".join(parts) if len(parts) == 1 else piece
    if len(word) < SHORTEST or word in words:
        return piece
    wrong = 2 if len(word) >= LONG else 1
    near = process.extract(
        word, words.keys(), scorer=OSA.distance, score_cutoff=wrong, limit=5
    )
    if not near:
        return piece
    # The nearest, and of those the one that most names have.
    return min(near, key=lambda one: (one[1], -words[one[0]], one[0]))[0]
