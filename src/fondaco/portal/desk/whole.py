"""All that waits for a person, from every part: for the desk and for the mail."""

import datetime as dt

from fondaco.core.permissions import Actor
from fondaco.core.reading import Read, read_together
from fondaco.portal.desk import failed_jobs as failed_jobs
from fondaco.portal.desk import personal_data as personal_data
from fondaco.portal.desk.open_matters import open_reads
from fondaco.portal.desk.waiting_records import waiting_reads
from fondaco.portal.waiting import Waiting, ask_providers, most_urgent_first


def all_reads(actor: Actor, today: dt.date) -> list[Read]:
    """What needs no query of its own: the desk reads it together with the rest."""
    return [*waiting_reads(actor, today), *open_reads(actor, today)]


def waiting_for(actor: Actor, today: dt.date) -> list[Waiting]:
    found = read_together(*all_reads(actor, today))
    mixed = [one for some in found for one in some]
    return most_urgent_first(mixed + ask_providers(actor, today))
