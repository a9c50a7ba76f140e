"""Who reports to whom: what is drawn from which articles say so, and how the chart shows it."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

from ui.pictures.chart import draw_organisation
from ui.pictures.organisation import organisation

SVG = "{http://www.w3.org/2000/svg}"
CHIEF = ("reports to", "cso", ["ceo"], "")


def parsed(shapes):
    return ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{shapes}</svg>')


def test_a_line_that_all_articles_name_is_solid_and_others_are_disputed(telling, glossary):
    found = organisation(
        "v", [telling("one", CHIEF), telling("two", ("reports to", "cso", ["ceo", "cro"], ""))], glossary
    )
    assert {(edge.above, edge.below, edge.claim.disputed) for edge in found.edges} == {
        ("ceo", "cso", False),
        ("cro", "cso", True),
    }
    root = parsed(draw_organisation(found).plain)
    assert len(root.findall(f".//{SVG}path[@class='cp-dashed']")) == 1
    assert len(root.findall(f".//{SVG}path[@class='cp-line']")) == 1


def test_an_article_that_is_silent_on_a_role_disputes_nothing(telling, glossary):
    other = telling("two", ("reports to", "cmo", ["ceo"], ""))
    assert not any(edge.claim.disputed for edge in organisation("v", [telling("one", CHIEF), other], glossary).edges)


def test_each_line_opens_the_quote_that_it_rests_on(telling, glossary):
    article = telling("one", CHIEF)
    found = organisation("v 1", [article], glossary)
    (source,) = found.sources
    assert article.text[source.start : source.end] == source.quote == "The cso reports to ceo."
    (link,) = parsed(draw_organisation(found).linked).findall(f".//{SVG}a")
    assert link.get("href") == f"evidence/v%201/one?start={source.start}&end={source.end}#co-mark"
    assert link.find(f"{SVG}title").text == "Source 1: “The cso reports to ceo.” On one"
    assert parsed(draw_organisation(found).plain).find(f".//{SVG}a") is None


def test_those_below_stand_below_and_roles_without_a_line_stand_with_the_lowest(telling, glossary):
    article = telling(
        "one",
        CHIEF,
        ("leads", "cro", ["cso", "sales"], "in a group"),
        ("has in the team", "cmo", ["ceo"], ""),
    )
    found = organisation("v", [article], glossary)
    assert [set(level) for level in found.levels] == [{"ceo", "cro"}, {"cso", "cmo"}]
    assert [(claim.what, claim.sources) for claim in found.teams["cmo"]] == [("ceo", (3,))]
    assert {edge.below for edge in found.edges} == {"cso"}


def test_a_condition_holds_until_an_article_says_it_without_one(telling, glossary):
    often = telling("one", ("reports to", "cso", ["ceo"], "often"))
    assert organisation("v", [often], glossary).edges[0].claim.whens == ("often",)
    assert organisation("v", [often, telling("two", CHIEF)], glossary).edges[0].claim.whens == ()
    drawing = draw_organisation(organisation("v", [often], glossary))
    assert "(often)" in drawing.description
    assert "Conditions, by source: 1: often." in drawing.notes


def test_lines_in_a_circle_are_drawn_all_the_same(telling, glossary):
    circle = telling("one", CHIEF, ("reports to", "ceo", ["cso"], ""), ("reports to", "cso", ["cso"], ""))
    found = organisation("v", [circle], glossary)
    assert {name for level in found.levels for name in level} == {"ceo", "cso"}
    assert len(parsed(draw_organisation(found).plain).findall(f".//{SVG}path")) == 3


def test_without_relations_there_is_nothing_to_draw(telling, glossary):
    article = replace(telling("one", CHIEF), relations=())
    drawing = draw_organisation(organisation("v", [article], glossary))
    assert drawing.description == "The articles name no reporting lines."
    assert drawing.sources == ()


def test_boxes_of_one_level_do_not_overlap_and_lines_begin_and_end_at_boxes(telling, glossary):
    said = [("reports to", role, ["ceo", "cro"], "") for role in ("cso", "cmo")]
    root = parsed(draw_organisation(organisation("v", [telling("one", *said)], glossary)).plain)
    boxes = sorted(
        (float(box.get("y")), float(box.get("x")), float(box.get("width"))) for box in root.findall(f".//{SVG}rect")
    )
    assert len(boxes) == 4
    for (y, x, width), (below, right, _) in zip(boxes, boxes[1:], strict=False):
        assert below > y or right >= x + width


def test_the_same_articles_give_the_same_bytes(telling, glossary):
    articles = [telling("one", CHIEF), telling("two", ("reports to", "cso", ["cro"], ""))]
    assert draw_organisation(organisation("v", articles, glossary)) == draw_organisation(
        organisation("v", articles, glossary)
    )
