"""A title that is taken up as a phrase, in the middle of a sentence."""


def in_a_sentence(title: str) -> str:
    """“Missione in Brasile: San Paolo” as “missione in Brasile (San Paolo)”.

    A colon there would end the phrase before the date and the organisers.
    """
    words = title[:1].lower() + title[1:]
    head, colon, rest = words.partition(": ")
    return f"{head} ({rest})" if colon and "(" not in words else words
