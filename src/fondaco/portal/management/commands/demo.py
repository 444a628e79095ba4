"""Make up a whole network, to try Fondaco at full size and to measure it."""

import datetime as dt
import json
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from fondaco.core.search_index.keeping import catch_up
from fondaco.portal.generating.network import (
    Size,
    generate_network,
    has_records,
    is_generated,
    look_over,
)
from fondaco.portal.generating.removing import StillInUseError, remove_network

SIZES = {"small": 0.1, "large": 1.0}
SMALLEST, LARGEST = 0.001, 10.0


class Command(BaseCommand):
    help = (
        "Make up a network of clusters, with its organisations, activities and "
        "participations: nothing in it is true."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--size",
            "--scale",
            dest="size",
            default="small",
            help="small (2,000 organisations), large (20,000), or how many times as "
            "much as large, such as 0.5 or 10. Without it: small.",
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=1,
            help="Which network: the same number gives the same one (1).",
        )
        parser.add_argument(
            "--day",
            type=dt.date.fromisoformat,
            help="The day on which it stands, such as 2026-11-27. Without it: today.",
        )
        parser.add_argument(
            "--into-existing",
            action="store_true",
            help="Add it to records that are already here, and in production.",
        )
        parser.add_argument(
            "--remove", action="store_true", help="Take the network of this seed away."
        )
        parser.add_argument(
            "--json", action="store_true", help="Write what was done as JSON."
        )

    def handle(self, *args: object, **options: Any) -> None:
        seed = options["seed"]
        if options["remove"]:
            self._remove(seed, as_json=options["json"])
            return
        size = _size_of(options["size"])
        if is_generated(seed):
            self._tell(seed, {}, 0.0, as_json=options["json"])
            return
        if not options["into_existing"]:
            _refuse_beside_real_records()
        began = time.monotonic()
        numbers = generate_network(
            seed, size, options["day"] or timezone.localdate(), self._progress
        )
        catch_up()
        look_over()
        seconds = time.monotonic() - began
        self._tell(seed, numbers, seconds, as_json=options["json"])

    def _progress(self, what: str) -> None:
        self.stderr.write(f"… {what}")

    def _remove(self, seed: int, *, as_json: bool) -> None:
        try:
            number = remove_network(seed)
        except StillInUseError as error:
            raise CommandError(str(error)) from error
        catch_up()
        look_over()
        if as_json:
            self.stdout.write(json.dumps({"seed": seed, "removed": number}))
        elif number:
            self.stdout.write(f"The network of seed {seed} is gone: {number} records.")
        else:
            self.stdout.write(f"There is no network of seed {seed}; nothing changed.")

    def _tell(
        self, seed: int, numbers: Mapping[str, int], seconds: float, *, as_json: bool
    ) -> None:
        if as_json:
            done = {"seed": seed, "already_there": not numbers, "records": numbers}
            self.stdout.write(json.dumps(done, indent=2))
            return
        remove = f"To take it away: fondaco demo --seed {seed} --remove"
        if not numbers:
            self.stdout.write(f"The network of seed {seed} is already here.\n{remove}")
            return
        self.stdout.write(
            f"A network was made up in {seconds:.0f} seconds: "
            f"{numbers['cluster']} clusters, {numbers['organisation']} organisations, "
            f"{numbers['activity']} activities, "
            f"{numbers['participation']} participations.\n{remove}"
        )


def _size_of(text: str) -> Size:
    try:
        scale = SIZES.get(text) or float(text)
    except ValueError:
        scale = 0.0
    if not SMALLEST <= scale <= LARGEST:
        raise CommandError(
            f"The size is small, large or a number between {SMALLEST} and "
            f"{LARGEST:.0f}, not {text!r}.",
            returncode=2,
        )
    return Size.of(scale)


def _refuse_beside_real_records() -> None:
    if settings.PRODUCTION:
        raise CommandError(
            "This is production, and the records of a demonstration are not true. "
            "If they shall be here all the same, say --into-existing.",
            returncode=2,
        )
    if has_records():
        raise CommandError(
            "There are records here already. Use an empty database "
            "(FONDACO_DATA_DIR=another-folder), or say --into-existing.",
            returncode=2,
        )
