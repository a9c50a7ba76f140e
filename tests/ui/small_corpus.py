"""The smallest corpus that an editor can work on: one article, plain and in full, its readers' wordings, roles and cases."""

BODY = """\
# What a CMO does

## Duties of a CMO

A chief marketing officer (CMO) is the executive who leads all marketing of a company. A CMO reports to the chief executive officer.

## Pay of a CMO

A CMO earns a base salary and a bonus.
"""
ARTICLE = f"""\
---
id: cmo
title: "What a CMO does"
roles: [cmo]
source:
  title: "Notes"
  kind: guide
reviewed: 2026-11-22
licence: MIT
facts:
  - topic: reporting line
    roles: [cmo]
    says: ceo
    quote: "A CMO reports to the chief executive officer."
---

{BODY}"""
WORDINGS = """\
# kept as it is
wordings:
  - quote: "A CMO earns a base salary and a bonus."
    asked:
      - "what does a marketing chief get"
  - quote: "A CMO reports to the chief executive officer."
    asked:
      - "who is the boss of a cmo"
"""
ROLES = """\
roles:
  - id: cmo
    name: chief marketing officer
    acronyms: [CMO]
    core: true
    department: marketing
    aliases: []
terms: []
"""
FIRST_CASE = """\
cases:
- id: def-cmo
  group: def-cmo
  split: tune
  tier: must
  stratum: answerable
  turns: ["What is a CMO?"]
  expect: answered
  evidence:
  - article: cmo
    quote: "A chief marketing officer (CMO) is the executive who leads all marketing of a company."
  vital:
  - fact: leads marketing
    accept: ["leads all marketing"]
"""
CASES = f"""\
{FIRST_CASE}- id: cmo-boss
  group: cmo-boss
  split: report
  tier: scored
  stratum: answerable
  turns: ["Whom has the secret CMO as a boss?", "Who does a CMO report to?"]
  expect: answered
  evidence:
  - article: cmo
    quote: "A CMO reports to the chief executive officer."
  vital:
  - fact: the chief executive
    accept: ["reports to the chief executive officer"]
- id: off-capital
  group: off-capital
  split: tune
  tier: scored
  stratum: off_subject
  turns: ["What is the capital of France?"]
  expect: not_covered
- id: absent-hours
  group: absent-hours
  split: tune
  tier: scored
  stratum: fact_absent
  turns: ["How many hours a week does a CMO work?"]
  expect: not_covered
"""
