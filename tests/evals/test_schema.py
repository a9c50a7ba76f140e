"""The schema that editors' tools read says what the reader of case files does."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from evals.case import CaseError
from evals.load import CASES, read_cases
from evals.schema import SCHEMA, schema, schema_text
from evals.waivers import WAIVERS

CASE = """\
cases:
- id: a
  group: a
  split: tune
  tier: must
  stratum: answerable
  turns: ["Who leads?"]
  expect: answered
  evidence:
  - {article: crew, quote: The captain leads.}
  vital:
  - {fact: the captain, accept: [captain]}
"""


def faults(text):
    data = yaml.BaseLoader(text).get_single_data()
    return [error.message for error in Draft202012Validator(schema()).iter_errors(data)]


def test_the_schema_in_the_repository_is_the_present_one():
    Draft202012Validator.check_schema(schema())
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "Run `python -m evals.schema`."
    assert json.loads(schema_text()) == schema()


@pytest.mark.parametrize(
    "path", sorted(path for path in CASES.glob("*.yaml") if path.name != WAIVERS), ids=lambda p: p.name
)
def test_every_shipped_file_names_the_schema_and_fits_it(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schema.json\n")
    assert faults(text) == []


def test_a_sound_case_fits():
    assert faults(CASE) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("id: a", "name: a"),
        ("tier: must", "tier: should"),
        ('turns: ["Who leads?"]', "turns: []"),
        ("expect: answered", "expect: []"),
        ("article: crew,", "article: crew, passage: p1,"),
        ("accept: [captain]", "accept: []"),
        ("group: a", "group: ' '"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(right, wrong):
    text = CASE.replace(right, wrong)
    assert text != CASE
    assert faults(text) != []
    with pytest.raises(CaseError):
        read_cases(text, "crew.yaml")
