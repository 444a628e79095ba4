"""Load a network that the product ships, and accounts to try it with."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from fondaco.core.search_index.keeping import catch_up
from fondaco.portal.loading.demonstration import (
    PASSWORD,
    Account,
    DemonstrationRefusedError,
    load_demonstration,
)
from fondaco.portal.loading.files import LoadingError, shipped_networks
from fondaco.portal.loading.network import Loaded, load_network


class Command(BaseCommand):
    help = "Load a network that comes with Fondaco; a second time changes nothing."
    # It must be quick when there is nothing to do; `migrate` has just checked.
    requires_system_checks: Sequence[str] = []  # type: ignore[assignment]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("network", help="The network's short name, such as 9ctl.")
        parser.add_argument(
            "--demonstration",
            action="store_true",
            help="Also make accounts to try each role with, and say how to sign in.",
        )
        parser.add_argument(
            "--json", action="store_true", help="Write what was done as JSON."
        )

    def handle(self, *args: object, **options: Any) -> None:
        slug = options["network"]
        if slug not in shipped_networks():
            raise CommandError(
                f"No network {slug!r} comes with Fondaco. "
                f"There is: {', '.join(shipped_networks())}.",
                returncode=2,
            )
        try:
            with transaction.atomic():
                loaded = load_network(slug)
                accounts = load_demonstration(slug) if options["demonstration"] else []
        except DemonstrationRefusedError as error:
            raise CommandError(
                "Demonstration accounts have a public password: production has none. "
                "Leave --demonstration out.",
                returncode=2,
            ) from error
        except LoadingError as error:
            raise CommandError(str(error)) from error
        catch_up()
        if options["json"]:
            self.stdout.write(_as_json(loaded, accounts))
        else:
            self.stdout.write(_in_words(loaded, accounts))


def _as_json(loaded: Loaded, accounts: Sequence[Account]) -> str:
    done = asdict(loaded)
    if accounts:
        done["demonstration"] = {
            "password": PASSWORD,
            "accounts": [asdict(account) for account in accounts],
        }
    return json.dumps(done, indent=2)


def _in_words(loaded: Loaded, accounts: Sequence[Account]) -> str:
    if loaded.already_there:
        lines = [f"The network {loaded.network} is already here; nothing was changed."]
    else:
        number = loaded.records
        lines = [
            f"The network {loaded.network} is loaded: {number['clusters']} clusters, "
            f"{number['activities']} activities, {number['sources']} sources, "
            f"{number['citations']} citations."
        ]
    if accounts:
        width = max(len(account.email) for account in accounts) + 2
        lines += [
            f"To sign in, the password is {PASSWORD} and the e-mail one of:",
            *(f"  {account.email:<{width}}{account.role}" for account in accounts),
        ]
    return "\n".join(lines)
