"""When two press texts are one release, and how that is found without comparing all."""

from hypothesis import given
from hypothesis import strategies as st

from fondaco.newsroom.likeness import likeness, profile

# Words of no meaning, so that nothing is alike by chance.
WORDS = st.lists(st.integers(0, 10_000).map(lambda n: f"w{n}"), max_size=60)


def words(start: int, number: int) -> str:
    return " ".join(f"parola{n}" for n in range(start, start + number))


def alike(one: str, other: str) -> float:
    return likeness(profile(one), profile(other))


FIVE_LINES, FIVE_PAGES = words(0, 75), words(0, 2500)


def test_the_same_words_are_the_same_however_they_are_written() -> None:
    it = "Più forti all’estero: i cluster a Bruxelles, dal 23 novembre"
    assert (
        alike(it, "PIU' FORTI ALL'ESTERO - i cluster a Bruxelles dal 23  novembre") == 1
    )
    assert alike("Uno due", "uno, due") == 1
    assert alike("", "") == alike("", it) == 0


def test_a_release_that_a_paper_edited_is_the_same() -> None:
    whole = words(0, 300).split()
    edited = [f"altra{n}" if n % 25 == 0 else word for n, word in enumerate(whole)]
    assert 0.6 < alike(words(0, 300), " ".join(edited)) < 0.8
    assert alike(FIVE_LINES, "Milano, 22 novembre. " + FIVE_LINES) > 0.9


def test_two_releases_of_one_sender_are_two() -> None:
    about_us = words(9000, 60)
    assert alike(f"{words(0, 100)} {about_us}", f"{words(500, 100)} {about_us}") == 0
    assert alike(f"{FIVE_LINES} {about_us}", f"{words(500, 75)} {about_us}") == 0


def test_five_lines_are_the_beginning_of_five_pages() -> None:
    assert alike(FIVE_LINES, FIVE_PAGES) > 0
    skipped = f"{words(0, 40)} {words(60, 35)}"
    assert alike(skipped, FIVE_PAGES) > 0
    # They quote it from within, or it has them among much else, as a digest has.
    assert alike(words(1500, 75), FIVE_PAGES) == 0
    assert alike(words(0, 10), FIVE_PAGES) == 0


def test_a_digest_is_not_each_of_the_releases_in_it() -> None:
    releases = [words(start, 80) for start in range(0, 4000, 500)]
    digest = " ".join(releases)
    assert [alike(one, digest) > 0 for one in releases] == [True, *[False] * 7]


@given(WORDS, st.integers(0, 10_000), WORDS, WORDS)
def test_sixteen_words_in_a_row_are_found(
    before: list[str], start: int, after: list[str], others: list[str]
) -> None:
    """So texts that share a line are among those that are compared at all."""
    shared = [f"s{n}" for n in range(start, start + 16)]
    one = profile(" ".join([*before, *shared, *after]))
    other = profile(" ".join([*others, *shared]))
    assert one.chosen & other.chosen


@given(WORDS, WORDS)
def test_it_is_mutual(one: list[str], other: list[str]) -> None:
    first, second = " ".join(one), " ".join(other)
    assert alike(first, second) == alike(second, first)
    assert alike(first, first) == (1 if one else 0)


def test_what_is_kept_of_a_text_is_a_seventh_of_its_words() -> None:
    assert len(profile(FIVE_PAGES).chosen) < 2500 / 5
    assert len(profile(FIVE_LINES).chosen) >= 5
