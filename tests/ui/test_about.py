"""What the page says about how its answers are made, with a language model and without."""

import pytest

from ui.about import about_html, about_response
from ui.shelf import Shelf


class Phrased:
    """Whoever answers, with a language model of a name behind it."""

    def __init__(self, scripted, model: str) -> None:
        self.index = scripted.index
        self.ask = scripted.ask
        self.model = model


@pytest.fixture
def told(desk):
    """The panel's words when a model of this name writes, or, for None, no model."""

    def tell(model: str | None) -> str:
        if model is not None:
            desk.scripted = Phrased(desk.scripted, model)
        return about_response(desk, Shelf()).body.decode()

    return tell


def test_without_a_model_the_panel_speaks_of_none(told, desk):
    plain = told(None)
    assert "language model" not in plain
    assert "own sentences, each with a link" in plain
    assert plain == about_html(desk.scripted.index, Shelf())


def test_with_a_model_the_panel_names_it_and_says_what_is_checked_and_what_falls_back(told):
    panel = told("smol<2>")
    assert "the language model smol&lt;2&gt; says it in other words" in panel
    assert "Each sentence that it writes is checked" in panel
    assert "more than a third of its sentences" in panel
    assert "own sentences after all, with a line that says so" in panel
    assert "It is sent the question" in panel


def test_a_model_without_a_name_is_told_as_one(told):
    assert "a language model says it in other words" in told("default")
