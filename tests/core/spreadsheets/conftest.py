from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What a file lacks is told in the language of the moment."""
    with override("en"):
        yield
