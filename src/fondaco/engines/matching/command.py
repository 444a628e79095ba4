"""The engine on the command line: `fondaco match`, without Django."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from fondaco.engines.command_line import DONE, Parser, answer, day, say, text_of
from fondaco.engines.matching.reasons import LANGUAGES

# The products of matrices here are small: threads of BLAS would wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from fondaco.engines.matching.collaborations.learning import learn
from fondaco.engines.matching.collaborations.participations import (
    Participations,
    read_participations,
)
from fondaco.engines.matching.collaborations.suggesting import (
    suggest_partners,
    weights_shown,
)

SUMMARY = "Suggest who should work together, with the reasons."
MOST = 1000


def main(arguments: Sequence[str] | None = None, name: str = "match") -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        What follows the command's name; the process's own where ``None``.
    name
        How the command is called in its help.

    Returns
    -------
    int
        0 done, 2 the input was not understood.
    """
    return answer(_parser(name), arguments)


def _parser(name: str) -> argparse.ArgumentParser:
    parser = Parser(
        prog=name,
        description=SUMMARY,
        epilog="PARTICIPATIONS is CSV, plain or compressed by gzip, with the columns "
        "project, pic and start_date; name, country, type, role and max_contribution "
        "are used where they are there (docs/how-to/partners.md). Exit status: 0 done, "
        "2 the input was not understood.",
    )
    parser.set_defaults(name=name)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    suggesting = commands.add_parser(
        "suggest", help="Suggest partners for organisations, from past projects."
    )
    _add_common(suggesting)
    suggesting.set_defaults(run=_suggest)
    suggesting.add_argument(
        "--organisations",
        type=Path,
        required=True,
        metavar="FILE",
        help="The identifiers of those who ask, one a line.",
    )
    suggesting.add_argument(
        "--top",
        type=_count,
        default=20,
        metavar="N",
        help="How many suggestions each gets at most; 20 unless given.",
    )
    suggesting.add_argument(
        "--new-only", action="store_true", help="Nobody's partners of before."
    )
    suggesting.add_argument(
        "--skip-unknown",
        action="store_true",
        help="Leave out identifiers that no participation has, and say so, instead of "
        "stopping.",
    )
    suggesting.add_argument(
        "--language", choices=LANGUAGES, default="en", help="Of the reasons."
    )

    weighing = commands.add_parser(
        "weights", help="Show how much each kind of evidence counts."
    )
    _add_common(weighing)
    weighing.set_defaults(run=_weights)
    return parser


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument("participations", type=Path, metavar="PARTICIPATIONS")
    command.add_argument(
        "--before",
        type=day,
        required=True,
        metavar="DATE",
        help="Only projects that began before this day are looked at: 2017-07-01.",
    )
    command.add_argument(
        "--programme-parts",
        type=Path,
        metavar="FILE",
        help="CSV with the columns project and programme_part.",
    )
    command.add_argument("--json", action="store_true", help="Print JSON.")


def _suggest(options: argparse.Namespace) -> int:
    asked = _identifiers(options.organisations)
    everything = _read(options)
    known = _known(asked, everything, options)
    answers = suggest_partners(
        everything,
        known,
        before=options.before,
        top=options.top,
        new_only=options.new_only,
    )
    names = {one.pic: one.title for one in everything.organisations}
    for pic, suggestions in answers:
        if options.json:
            rows = [
                {
                    "organisation": one.organisation,
                    "score": one.score,
                    "reasons": [r.sentence(options.language) for r in one.reasons],
                }
                for one in suggestions
            ]
            line = {"organisation": pic, "suggestions": rows}
            say(json.dumps(line, ensure_ascii=False))
            continue
        say(f"{pic} {names[pic]}")
        for place, one in enumerate(suggestions, start=1):
            said = " ".join(r.sentence(options.language) for r in one.reasons)
            say(
                f"{place:4}. {one.organisation} {names[one.organisation]} "
                f"({one.score:+.2f}): {said}"
            )
    return DONE


def _weights(options: argparse.Namespace) -> int:
    everything = _read(options)
    blend = learn(everything, options.before)
    shown = weights_shown(blend)
    if options.json:
        since = blend.since.isoformat() if blend.since else None
        values = {"teachers": blend.teachers, "since": since, "weights": shown}
        say(json.dumps(values, ensure_ascii=False))
        return DONE
    if blend.since:
        say(
            f"Learned from the new partners of {blend.teachers} organisations between "
            f"{blend.since} and {options.before}."
        )
    else:
        say("There is too little history to learn from: these are set by hand.")
    for name, weight in shown.items():
        say(f"{weight:+8.3f}  {name}")
    return DONE


def _read(options: argparse.Namespace) -> Participations:
    everything = read_participations(
        options.participations, options.programme_parts, before=options.before
    )
    if not everything.projects:
        raise ValueError(
            f"No project of {options.participations} begins before {options.before}."
        )
    return everything


def _identifiers(path: Path) -> dict[str, int]:
    """Read identifiers with the lines they stand on, each once."""
    lines = text_of(path).splitlines()
    asked: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            asked.setdefault(line.strip(), number)
    if not asked:
        raise ValueError(f"{path} names no organisation: one identifier a line.")
    return asked


def _known(
    asked: dict[str, int], everything: Participations, options: argparse.Namespace
) -> list[str]:
    """Keep those that the participations have; of the others say so, or stop."""
    there = {one.pic for one in everything.organisations}
    unknown = [pic for pic in asked if pic not in there]
    if not unknown:
        return list(asked)
    first = unknown[0]
    more = f", nor {len(unknown) - 1} more" if len(unknown) > 1 else ""
    said = (
        f"{options.organisations}, line {asked[first]}: {first[:40]!r} is not in "
        f"{options.participations}{more}."
    )
    if not options.skip_unknown:
        raise ValueError(f"{said} Nothing was suggested; --skip-unknown leaves out.")
    sys.stderr.write(f"{options.name}: {said} Left out.\n")
    return [pic for pic in asked if pic in there]


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(
            f"{text} is not a whole number from 1 to {MOST}"
        )
    return int(text)
