"""The shipped network's years in little, too: beside what it holds nothing is made."""

from typing import Any

import pytest

from tests.presence.queries.test_tallies import ASKED, both

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("filters", [*ASKED, {"source": "9ctl-2016"}], ids=str)
def test_what_is_shipped_is_the_same_in_little(
    filters: dict[str, Any], shipped_9ctl: None
) -> None:
    known = {"cluster": "le2c"} if "cluster" in filters else {}
    full, little = both(**{**filters, **known})
    assert little == full
    (value, *_), *_ = full[0]
    assert filters.keys() & {"source", "step", "level", "kind", "area"} or value
