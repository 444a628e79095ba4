from hypothesis import given
from hypothesis import strategies as st

from fondaco.core.identifiers import ALPHABET, LENGTH, new_uid, uid_from


def test_new_identifiers_differ() -> None:
    assert len({new_uid() for _ in range(1000)}) == 1000


@given(st.text())
def test_a_key_always_gives_the_same_identifier_in_the_same_letters(key: str) -> None:
    uid = uid_from(key)
    assert uid == uid_from(key)
    assert len(uid) == LENGTH == len(new_uid())
    assert set(uid + new_uid()) <= set(ALPHABET)


def test_identifiers_of_shipped_records_do_not_change_between_versions() -> None:
    assert uid_from("9ctl/activities/pollutec-2016") == "ka4rc5k5h3"


def test_no_two_letters_of_the_alphabet_are_mistaken_for_one_another() -> None:
    assert set("01ilo") & set(ALPHABET) == set()
