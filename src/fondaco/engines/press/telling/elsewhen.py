"""Whether a sentence speaks of another time than an activity."""

from collections.abc import Sequence

from fondaco.engines.press.items import When, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.drafts import Draft

# So far into a sentence a month is that of all it says.
LONGEST_BEGINNING = 30


def is_elsewhen(dates: Sequence[When], sentence: Sentence, activity: Draft) -> bool:
    """“In aprile ha ospitato…”, after what was told of February.

    Parameters
    ----------
    dates
        Of the text.
    sentence
        Without an activity of its own.
    activity
        That it may be about.
    """
    date = activity.date
    if date is None or date.precision not in {"day", "month"}:
        return False
    first = min(sentence.end, sentence.start + LONGEST_BEGINNING)
    return any(
        (month := when.expression.first.month) is not None
        and not date.earliest.month <= month <= date.latest.month
        and when.expression.bound == ""
        for when in within(dates, sentence.start, first)
    )
