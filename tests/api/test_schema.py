"""Whatever is asked by the description is answered by the description."""

import pytest
import schemathesis
from hypothesis import settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from fondaco.config.wsgi import application
from tests.api.calling import Program
from tests.conftest import Cast
from tests.world import make_world

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture
def headers(cast: Cast) -> dict[str, str]:
    make_world(cast)
    program = Program(cast.administrator)
    return {"Authorization": program.client.defaults["HTTP_AUTHORIZATION"]}


@pytest.mark.fuzz
@schema.parametrize()
@settings(max_examples=10)
def test_it_is_as_described(case: Case, headers: dict[str, str]) -> None:
    response = case.call(
        headers=headers | {"If-Match": "*", "Accept-Encoding": "identity"}
    )
    case.validate_response(response, checks=CHECKS)
