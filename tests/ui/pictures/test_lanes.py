"""Who leads which department, and who owns which stage: claims as cells, and cells as bars."""

import xml.etree.ElementTree as ElementTree

from ui.pictures.lanes import departments, journey
from ui.pictures.swimlanes import draw_lanes, stretches

SVG = "{http://www.w3.org/2000/svg}"
EARLY = ("owns the stage", "cmo", ["awareness", "interest"], "")


def shapes(found):
    return ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{draw_lanes(found).plain}</svg>')


def kinds(found):
    return [box.get("class") for box in shapes(found).findall(f".//{SVG}rect")]


def test_neighbouring_stages_of_one_quote_are_one_bar(telling, glossary):
    found = journey("v", [telling("one", EARLY, ("owns the stage", "cso", ["purchase"], ""))], glossary)
    assert found.columns == ("awareness", "interest", "purchase")
    assert [(first, last) for first, last, _ in stretches(found, found.lanes["cmo"])] == [(0, 1)]
    assert kinds(found) == ["cp-bar", "cp-bar"]


def test_a_stage_with_two_owners_is_disputed_for_both(telling, glossary):
    found = journey("v", [telling("one", EARLY, ("owns the stage", "cso", ["interest"], ""))], glossary)
    assert kinds(found) == ["cp-bar", "cp-disputed", "cp-disputed"]
    assert "owns interest (the articles differ)" in draw_lanes(found).description


def test_a_role_that_owns_only_under_a_condition_disputes_nothing(telling, glossary):
    found = journey("v", [telling("one", EARLY, ("owns the stage", "cro", ["interest"], "with a CRO"))], glossary)
    assert kinds(found) == ["cp-bar", "cp-hollow"]
    assert "with a CRO" in draw_lanes(found).plain


def test_departments_leave_roles_out_and_show_where_articles_name_less(telling, glossary):
    articles = [
        telling("one", ("leads", "cso", ["sales", "marketing"], ""), ("leads", "cro", ["cso"], "")),
        telling("two", ("leads", "cso", ["sales"], "")),
    ]
    found = departments("v", articles, glossary)
    assert set(found.lanes) == {"cso"}
    assert {what: claim.disputed for what, claim in found.lanes["cso"].items()} == {"sales": False, "marketing": True}
    assert found.lanes["cso"]["sales"].sources == (1, 2)
    assert len(found.sources) == 2


def test_each_bar_links_to_its_quotes(telling, glossary):
    found = journey("v", [telling("one", EARLY)], glossary)
    linked = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{draw_lanes(found).linked}</svg>')
    assert [link.get("href") for link in linked.findall(f".//{SVG}a")] == [found.sources[0].href]
