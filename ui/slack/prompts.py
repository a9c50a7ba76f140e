"""The questions that the bot offers to begin with; a test asks each of the shipped articles.

Not here: the questions that follow an answer, which the assistant chooses.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """A question with the title that stands for it; Slack shows four at most."""

    title: str
    message: str


PROMPTS = (
    Prompt(title="What a role does", message="What does a CMO do?"),
    Prompt(title="Compare two roles", message="How is a CSO paid compared with a CMO?"),
    Prompt(title="Choose whom to hire", message="When is a CMO the better choice?"),
    Prompt(title="Tell similar roles apart", message="VP or director of sales and marketing: what is the difference?"),
)


def suggested_prompts() -> list[dict[str, str]]:
    """The prompts in Slack's JSON."""
    return [{"title": prompt.title, "message": prompt.message} for prompt in PROMPTS]
