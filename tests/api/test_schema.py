"""Whatever is asked by the description is answered by the description."""

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from django.db import transaction
from django.db.models import Model
from hypothesis import Phase, settings
from pytest_django import DjangoDbBlocker
from schemathesis import Case, HookContext
from schemathesis.checks import not_a_server_error
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from fondaco.config.wsgi import application
from fondaco.core.search_index.keeping import catch_up
from fondaco.web.api import all_resources
from tests.api.calling import Program
from tests.conftest import make_cast
from tests.world import make_world

# More of them, with FUZZ_EXAMPLES; others each time, with FUZZ_RANDOM.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "25"))
RANDOM = "FUZZ_RANDOM" in os.environ
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]

# Of a pattern and a length the tool makes one pattern that repeats that often; with
# long texts it takes 0.7 GB an operation to compile, and all the machine for a run.
LONG = 1_000


@schemathesis.hook
def before_load_schema(context: HookContext, raw_schema: dict[str, Any]) -> None:
    """Leave long texts their length; the site refuses a NUL in them all the same."""
    for one in _parts(raw_schema):
        if one.get("type") == "string" and one.get("maxLength", 0) > LONG:
            one.pop("pattern", None)


def _parts(described: Any) -> Iterator[dict[str, Any]]:
    if isinstance(described, dict):
        yield described
        described = list(described.values())
    if isinstance(described, list):
        for part in described:
            yield from _parts(part)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@dataclass
class World:
    """Whom the API is asked for, and the identifiers of what there is to ask about."""

    headers: dict[str, str]
    known: dict[str, list[str]] = field(default_factory=dict)

    def place(self, case: Case) -> None:
        """Name what is there, where any identifier at all would nearly always miss."""
        resource = next(
            one for one in all_resources().values() if one.path == _path(case)
        )
        if "id" in case.path_parameters:
            case.path_parameters["id"] = self._one_of(resource.path, case)
        if not isinstance(case.body, dict):
            return
        for one in resource.written:
            self._point(case.body, one, case)
        for rowed in resource.rowed:
            rows = case.body.get(rowed.name)
            for row in rows if isinstance(rows, list) else []:
                for one in rowed.fields:
                    self._point(row, one, case)

    def _point(self, body: dict[str, Any], one: Any, case: Case) -> None:
        if one.points_to is None or not body.get(one.name):
            return
        path = all_resources()[one.points_to].path
        found = self._one_of(path, case)
        body[one.name] = [found] if one.is_many else found

    def _one_of(self, path: str, case: Case) -> str:
        there = self.known[path]
        return there[zlib.crc32(repr((path, case.body)).encode()) % len(there)]


def _path(case: Case) -> str:
    return case.operation.path.removeprefix("/api/v1/").split("/")[0]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for all of them: each rolls back what it did to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        make_world(cast)
        # Or else each request that writes would do it, and take it back.
        catch_up()
        program = Program(cast.administrator)
        key = program.client.defaults["HTTP_AUTHORIZATION"]
        known = {one.path: _ids(model) for model, one in all_resources().items()}
        yield World({"Authorization": key}, known)
        transaction.set_rollback(True)


def _ids(model: type[Model]) -> list[str]:
    return list(model._default_manager.order_by("pk").values_list("uid", flat=True))


@pytest.mark.django_db
@pytest.mark.fuzz
@schema.parametrize()
# A failure says what was asked: to make it shorter takes longer than to read it.
@settings(
    max_examples=EXAMPLES,
    derandomize=not RANDOM,
    phases=[Phase.explicit, Phase.generate],
)
def test_it_is_as_described(case: Case, world: World) -> None:
    if case.meta.generation.mode == GenerationMode.POSITIVE:
        world.place(case)
    more = {"If-Match": "*", "Accept-Encoding": "identity"}
    with transaction.atomic():
        response = case.call(headers=world.headers | more)
        transaction.set_rollback(True)
    case.validate_response(response, checks=CHECKS)
