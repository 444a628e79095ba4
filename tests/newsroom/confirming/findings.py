"""Findings as a reading would have left them: each says what it must, and its words."""

from typing import Any

from fondaco.activities.models import Activity
from fondaco.newsroom.models import Finding, Reading
from fondaco.newsroom.vocabularies import FindingKind
from fondaco.registry.models import Cluster, Network
from tests.conftest import Cast
from tests.factories import make_activity, make_press_item

TEXT = (
    "Il cluster ha partecipato alla fiera Pollutec, a Lione, dal 29 novembre al 2 "
    "dicembre 2016, organizzata da Reed Expo S.r.l., con Ada Rossi e Bruno Bianchi. "
    "Alcuni gli incontri B2B, 30 le aziende."
)
SAID: dict[str, dict[str, Any]] = {
    FindingKind.RECORD: {
        "title": "Pollutec",
        "kind": "fair",
        "status": "held",
        "start": "2016-11-29",
        "end": "2016-12-02",
        "edition": None,
        "programme": "",
        "time": "",
        "is_international": True,
    },
    FindingKind.PLACE: {"city": "Lione", "country": "FR", "venue": ""},
    FindingKind.ROLE: {
        "name": "Il cluster",
        "cluster": "",
        "organisation": "",
        "role": "participant",
        "status": "took_part",
        "session": "",
        "people": [],
    },
    FindingKind.COUNT: {
        "name": "incontri B2B",
        "subject": "meetings_b2b",
        "number": None,
        "some": True,
        "of": None,
        "cluster": "",
    },
    FindingKind.FACT: {
        "fact": "mandate",
        "name": "",
        "cluster": "",
        "organisation": "",
        "value": "presidente: Ada Rossi",
        "start": "",
        "end": "",
    },
}


def make_reading(
    cluster: Cluster | None, network: Network | None, text: str = TEXT, **fields: Any
) -> Reading:
    """Of a text of a cluster, or of the network itself."""
    own = None if cluster else network
    item = make_press_item(cluster, text=text, network=own, language="it")
    return Reading.objects.create(item=item, network=network, **fields)


def make_finding(
    reading: Reading,
    kind: FindingKind = FindingKind.RECORD,
    whole: Finding | None = None,
    words: dict[str, str] | None = None,
    **said: Any,
) -> Finding:
    """`words` are those of the text, for each field that they support."""
    text = reading.item.text
    evidence = [
        [name, text.index(quote), text.index(quote) + len(quote), 0.9]
        for name, quote in (words or {}).items()
    ]
    told = SAID[kind] | said
    return Finding.objects.create(
        reading=reading,
        whole=whole,
        position=reading.findings.filter(whole=whole).count(),
        kind=kind,
        proposed=told,
        said=told,
        evidence=evidence,
    )


def make_part(
    whole: Finding, kind: FindingKind, words: str = "Il cluster", **said: Any
) -> Finding:
    name = "places" if kind == FindingKind.PLACE else ""
    return make_finding(whole.reading, kind, whole, {name: words}, **said)


def known_fair(cast: Cast, **fields: Any) -> Activity:
    """The fair as the manager's cluster knew it."""
    own = {"title_it": "Pollutec", "title_en": "", "maintained_by": cast.cluster}
    dates = {"start": "2016-11-29", "end": "2016-12-02", "kind": "fair"}
    return make_activity(cast.network, **own | dates | fields)
