"""The MiniZinc data files in which the published instances come.

Format: Bofill et al., JAIR 74 (2022); fields as in the files themselves. Everything in
them is counted from 1, and so are slots and ids here.
"""

import re

from fondaco.engines.timetabling.problem import Meeting, Participant, Problem, Session

MORNING, AFTERNOON = "morning", "afternoon"
SIZES = ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")
SETS = ("forbidden", "precedences")
# What follows from `requested` is given again in the files, and not read.
REPEATED = ("meetingsxBusiness", "nMeetingsBusiness")
KNOWN = {*SIZES, *SETS, *REPEATED, "requested", "fixed"}


def read_dzn(text: str, *, fairness: int | None = 2) -> Problem:
    """Read a published instance.

    Parameters
    ----------
    text
        The content of a ``.dzn`` file.
    fairness
        By how much numbers of breaks may differ; the files do not say.

    Returns
    -------
    Problem
        With ids 1, 2, … for participants and meetings, and all meetings required.

    Raises
    ------
    ValueError
        If the text is not such a file. The sentence names the field and the row.
    """
    fields = _fields(text)
    sizes = {name: _whole_number(fields, name) for name in SIZES}
    people, held = sizes["nBusiness"], sizes["nMeetings"]
    slots, morning = sizes["nTotalSlots"], sizes["nMorningSlots"]
    if not 0 <= morning <= slots:
        raise ValueError(f"nMorningSlots must lie between 0 and {slots}.")
    requested = _rows(fields["requested"])
    forbidden = _sets(fields.get("forbidden", "[]"), "forbidden", people)
    before = _sets(fields.get("precedences", "[]"), "precedences", held)
    fixed = _numbers(fields.get("fixed", "[]"), "fixed") or [0] * held
    for name, found, expected in (
        ("requested", len(requested), held),
        ("fixed", len(fixed), held),
    ):
        if found != expected:
            raise ValueError(f"{name} has {found} rows, and nMeetings is {expected}.")
    sessions = [
        Session(name, first, last)
        for name, first, last in (
            (MORNING, 1, morning),
            (AFTERNOON, morning + 1, slots),
        )
        if first <= last
    ]
    return Problem(
        slots=slots,
        tables=sizes["nTables"],
        participants=tuple(
            Participant(p, unavailable=frozenset(s for s in forbidden[p - 1] if s > 0))
            for p in range(1, people + 1)
        ),
        meetings=tuple(
            _meeting(number, row, fixed[number - 1], before[number - 1], sessions)
            for number, row in enumerate(requested, start=1)
        ),
        sessions=tuple(sessions),
        fairness=fairness,
    )


def _meeting(
    number: int,
    row: tuple[int, ...],
    fixed: int,
    before: list[int],
    sessions: list[Session],
) -> Meeting:
    first, second, session = row
    name = {1: MORNING, 2: AFTERNOON, 3: None}.get(session, "")
    if name == "" or name not in {None, *(s.id for s in sessions)}:
        raise ValueError(
            f"requested, row {number}: session {session} is none of 1 (morning), 2 "
            "(afternoon) and 3 (either) that has slots."
        )
    return Meeting(
        number,
        participants=(first, second),
        session=name,
        slot=fixed or None,
        after=tuple(dict.fromkeys(m for m in before if m > 0)),
        required=True,
    )


def _fields(text: str) -> dict[str, str]:
    without_comments = re.sub(r"%[^\n]*", "", text)
    fields: dict[str, str] = {}
    for statement in without_comments.split(";"):
        if not statement.strip():
            continue
        name, equals, value = statement.partition("=")
        name = name.strip()
        if not equals or not re.fullmatch(r"\w+", name):
            raise ValueError(
                f"{statement.strip()[:40]!r} is not a field: name = value; is expected."
            )
        if name in fields:
            raise ValueError(f"{name} is given twice.")
        fields[name] = value.strip()
    for name in (*SIZES, "requested"):
        if name not in fields:
            raise ValueError(f"The file has no {name}.")
    unknown = sorted(fields.keys() - KNOWN)
    if unknown:
        raise ValueError(f"{unknown[0]} is not a field of these files.")
    return fields


def _whole_number(fields: dict[str, str], name: str) -> int:
    if not re.fullmatch(r"\d{1,9}", fields[name]):
        raise ValueError(f"{name} must be a whole number, and is {fields[name]!r}.")
    return int(fields[name])


def _rows(value: str) -> list[tuple[int, ...]]:
    inside = re.fullmatch(r"\[\|(.*?)\|?\s*\]", value, re.DOTALL)
    if inside is None:
        raise ValueError("requested must be rows between [| and |].")
    rows = []
    for number, row in enumerate(inside[1].split("|"), start=1):
        if not row.strip():
            continue
        numbers = _split(row, f"requested, row {number}")
        if len(numbers) != 3:
            raise ValueError(
                f"requested, row {number} must have three numbers: two participants "
                "and a session."
            )
        rows.append(tuple(numbers))
    return rows


def _sets(value: str, name: str, size: int) -> list[list[int]]:
    """Read `[{1, 2}, {}, 3..5]`; nothing at all stands for empty sets."""
    inside = _inside(value, name)
    if not inside:
        return [[] for _ in range(size)]
    sets: list[list[int]] = []
    shape = r"\s*(?:\{([^{}]*)\}|(\d+)\s*\.\.\s*(\d+))\s*(?:,|$)"
    position = 0
    while position < len(inside):
        found = re.compile(shape).match(inside, position)
        if found is None:
            raise ValueError(f"{name}, entry {len(sets) + 1} must be a set: {{1, 2}}.")
        if found[1] is None:
            first, last = int(found[2]), int(found[3])
            if last - first > 10_000:
                raise ValueError(f"{name}, entry {len(sets) + 1} is too large a range.")
            sets.append(list(range(first, last + 1)))
        else:
            sets.append(_split(found[1], f"{name}, entry {len(sets) + 1}"))
        position = found.end()
    if len(sets) != size:
        raise ValueError(f"{name} has {len(sets)} entries, and {size} are expected.")
    return sets


def _numbers(value: str, name: str) -> list[int]:
    return _split(_inside(value, name), name)


def _inside(value: str, name: str) -> str:
    if not (value.startswith("[") and value.endswith("]")):
        raise ValueError(f"{name} must stand between [ and ].")
    return value[1:-1].strip().removesuffix(",")


def _split(text: str, where: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    if parts and not parts[-1]:
        parts.pop()
    for part in parts:
        if not re.fullmatch(r"\d{1,9}", part):
            raise ValueError(f"{where}: {part!r} is not a whole number.")
    return [int(part) for part in parts]
