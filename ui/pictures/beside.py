"""What an answer has of pictures: its support at a glance, and a way to the picture that its question asks about.

The chat's sanitiser drops aria and data attributes and `viewBox`; the page's script adds what the picture needs.
Not here: the answer's text and citations (`ui.render`).
"""

from collections.abc import Callable
from html import escape
from urllib.parse import urlencode

from assistant.question.attributes import Attribute, attributes_in
from assistant.vocabulary import Answer, Article
from ui.pictures.support import draw_support, support_of

ASKED = {
    Attribute.REPORTING: ("organisation", "Who reports to whom"),
    Attribute.TEAM: ("organisation", "Who reports to whom"),
    Attribute.SCOPE: ("departments", "Who leads sales, and who leads marketing"),
    Attribute.JOINT: ("departments", "Who leads sales, and who leads marketing"),
    Attribute.JOURNEY: ("journey", "The customer journey: who owns which stage"),
}


def beside_html(answer: Answer, article: Callable[[str], Article | None]) -> str:
    """The pictures that belong to an answer, whose articles are looked up by id; nothing if there are none."""
    names = [
        *(citation.article for citation in answer.citations),
        *(near.article for near in answer.nearest),
        *(hit.passage.article for hit in answer.hits),
    ]
    articles = {name: found for name in dict.fromkeys(names) if (found := article(name))}
    return glance_html(answer, articles) + asked_html(answer, articles)


def glance_html(answer: Answer, articles: dict[str, Article]) -> str:
    """The answer's support as a small picture, with a link to it at large."""
    support = support_of(answer)
    drawing = draw_support(support, articles) if support else None
    if support is None or drawing is None:
        return ""
    return (
        f'<figure class="cp-glance"><svg class="cp-picture" xmlns="http://www.w3.org/2000/svg" width="{drawing.width}" '
        f'height="{drawing.height}"><title>{escape(drawing.title)}</title><desc>{escape(drawing.description)}</desc>'
        f'{unfocused(drawing.linked)}</svg><figcaption><span class="co-hidden">{escape(drawing.description)}</span>'
        f"{escape(' '.join(drawing.notes))} "
        f'<a class="cp-view" href="{escape(support.address)}">Enlarge, download</a></figcaption></figure>'
    )


def unfocused(shapes: str) -> str:
    """Shapes whose links the Tab key passes over: the answer's own citations open the same sentences."""
    return shapes.replace("<a ", '<a tabindex="-1" ')


def asked_html(answer: Answer, articles: dict[str, Article]) -> str:
    """A link to the picture that the question is about, if the articles have anything to draw."""
    if not any(article.relations for article in articles.values()):
        return ""
    asked = attributes_in(answer.standalone_question)
    for attribute, (name, title) in ASKED.items():
        if attribute in asked:
            href = f"pictures?{urlencode({'version': answer.version})}#cp-{name}"
            return f'<p class="cp-see"><a class="cp-view" href="{escape(href)}">Picture: {escape(title)}</a></p>'
    return ""
