"""Public identifiers: short, random, never reused, safe to say aloud."""

import hashlib
import secrets

# Lower case without the letters and digits that are mistaken for one another.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 10


def new_uid() -> str:
    return _spell(secrets.randbelow(len(ALPHABET) ** LENGTH))


def uid_from(key: str) -> str:
    """Derive the identifier of a shipped record: the same on every installation."""
    return _spell(int.from_bytes(hashlib.sha256(key.encode()).digest()))


def _spell(number: int) -> str:
    letters = []
    for _ in range(LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(letters)
