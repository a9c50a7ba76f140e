"""The advice form: choices from the situations that the articles name, composed into an ordinary question.

Not here: the advice itself, which the engine gives as to any question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from assistant.answer.advice import MOST
from assistant.relations import FITTING, RelationKind
from assistant.vocabulary import Article, Glossary

FIELDS: Mapping[RelationKind, str] = {
    RelationKind.FITS_STAGE: "Stage",
    RelationKind.FITS_MODEL: "Sales model",
    RelationKind.FITS_DEAL: "Deal size",
    RelationKind.FITS_MARKET: "Market",
    RelationKind.FITS_PROBLEM: "Problem",
}
NONE = "The articles name no situations, so there is nothing to choose from. Ask in your own words instead."


@dataclass(frozen=True, kw_only=True)
class Guide:
    """The choices of each field, each a sentence of a reader on the company, and the question after them."""

    choices: Mapping[RelationKind, tuple[str, ...]]
    asked: str


def guide(articles: Sequence[Article], glossary: Glossary) -> Guide:
    """The form that a version's articles give: what they name, and the positions that they name it for."""
    fitting = [relation for article in articles for relation in article.relations if relation.kind in FITTING]
    choices = {
        kind: tuple(dict.fromkeys(what for relation in fitting if relation.kind is kind for what in relation.what))
        for kind in FITTING
    }
    names = {role.id: role.name for role in glossary.roles}
    roles = dict.fromkeys(role for relation in fitting for role in relation.roles)
    wanted = sorted(f"{article_for(names[role])} {names[role]}" for role in roles if role in names)
    asked = f"Whom do we need first, {' or '.join(wanted)}?" if wanted else "Whom do we need first?"
    return Guide(choices={kind: found for kind, found in choices.items() if found}, asked=asked)


def article_for(name: str) -> str:
    """The indefinite article of a position."""
    return "an" if name[:1].lower() in "aeiou" else "a"


def composed(form: Guide, chosen: Sequence[str], more: str = "") -> str:
    """The question that some choices and some free text make; empty without any."""
    told = " ".join(part.strip() for part in (*chosen, more) if part.strip())
    return f"{told if told[-1] in '.!?' else told + '.'} {form.asked}" if told else ""


def guide_html(form: Guide) -> str:
    """The form as a piece of the page; the page's script composes and asks the question."""
    if not form.choices:
        return f"<p>{NONE}</p>"
    fields = "".join(
        f'<label class="cp-field"><span>{FIELDS[kind]}</span><select name="{kind.name.lower()}">'
        f'<option value="">Not said</option>{options(found)}</select></label>'
        for kind, found in form.choices.items()
    )
    return (
        f'<p class="cp-lead">Choose up to {MOST} that matter most for your company: an answer weighs no more. It names the '
        "situations of the articles that fit, what speaks against it, and what would change it. What is in no list the "
        "articles do not name.</p>"
        f'<form id="cp-guide" data-asked="{escape(form.asked)}" data-most="{MOST}">{fields}'
        '<label class="cp-field cp-wide"><span>Anything else, in your own words</span>'
        '<textarea name="more" rows="2" maxlength="1000"></textarea></label>'
        '<p class="cp-question" id="cp-question" role="status"></p>'
        '<p class="cp-tools"><button type="submit" class="cp-tool cp-main">Ask for advice</button>'
        '<button type="reset" class="cp-tool">Clear</button></p></form>'
    )


def options(found: Sequence[str]) -> str:
    """Choices as options; their values are what is asked."""
    return "".join(f'<option value="{escape(text)}">{escape(text.rstrip("."))}</option>' for text in found)
