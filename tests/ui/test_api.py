"""The JSON interface against its own description, with what schemathesis makes up."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

load_all_checks()
# Blank turns are refused though a schema cannot say so; everything else is checked.
LEFT_OUT = {"positive_data_acceptance"}


@pytest.fixture(scope="module")
def described(address):
    return schemathesis.openapi.from_url(f"{address}openapi.json")


@pytest.mark.parametrize(
    ("path", "method", "mode"),
    [(path, "GET", GenerationMode.POSITIVE) for path in ("/healthz", "/readyz", "/metrics")]
    + [("/api/ask", "POST", mode) for mode in GenerationMode],
)
def test_every_answer_is_as_the_description_says(described, path, method, mode):
    operation = described[path][method]
    left_out = [check for check in CHECKS.get_all() if check.__name__ in LEFT_OUT]

    @settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case):
        case.call_and_validate(excluded_checks=left_out)

    check()


def test_every_field_of_an_answer_is_described(address, described):
    import httpx

    answer = httpx.post(f"{address}api/ask", json={"question": "Compare CSO and CMO"}).json()
    shown = described.raw_schema["paths"]["/api/ask"]["post"]["responses"]["200"]["content"]["application/json"]
    assert list(answer) == list(shown["schema"]["properties"])


def test_the_token_is_described(described):
    assert described.raw_schema["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
