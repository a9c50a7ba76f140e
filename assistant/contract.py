"""The JSON of the contract: questions in, answers out. Not here: who reads or writes the lines."""

from dataclasses import asdict
from typing import Any

from assistant.errors import QuestionError
from assistant.vocabulary import Answer, Article, Hit, Question

LLM = "llm"  # the mode of an answer that a language model has written
FORM = 'Send {"id": "q1", "question": "..."} or {"id": "q1", "turns": ["...", "..."]}.'


def question_from_json(data: Any) -> Question:
    """Read one question. Raises QuestionError if the value is not of the contract's form."""
    if not isinstance(data, dict):
        raise QuestionError(f"A question must be a JSON object, not {type(data).__name__}. {FORM}")
    turns = data.get("turns", [data["question"]] if "question" in data else None)
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise QuestionError(f"The question has neither a text in `question` nor a list of texts in `turns`. {FORM}")
    question_id = data.get("id", "")
    if not isinstance(question_id, str | int):
        raise QuestionError(f"The `id` of a question must be a text. {FORM}")
    return Question(id=str(question_id), text=clean(turns[-1]), earlier=tuple(clean(turn) for turn in turns[:-1]))


def query_from_json(data: Any) -> tuple[str, str]:
    """Read a query's id and text. Raises QuestionError if the value is not of the contract's form."""
    if not isinstance(data, dict) or not isinstance(data.get("query"), str):
        raise QuestionError('A query must be a JSON object with a text in `query`. Send {"id": "q1", "query": "..."}.')
    return str(data.get("id", "")), clean(data["query"])


def clean(text: str) -> str:
    """Drop NULs and lone surrogates, which neither JSON readers nor databases take."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """The answer as the contract has it, keys in its order; those on a language model only where one was asked."""
    return {
        "id": answer.question.id,
        "question": answer.question.text,
        "standalone_question": answer.standalone_question,
        "outcome": answer.outcome.value,
        "answer": answer.text,
        "sentences": [
            {"text": sentence.text, "citations": list(sentence.citations), "support": sentence.support.value}
            for sentence in answer.sentences
        ],
        "citations": [
            {
                "marker": citation.marker,
                "article": citation.article,
                "title": citation.title,
                "section": citation.section,
                "quote": citation.quote,
                "start": citation.start,
                "end": citation.end,
            }
            for citation in answer.citations
        ],
        "disagreements": [
            {
                "topic": disagreement.topic,
                "positions": [
                    {"says": position.says, "citations": list(position.citations)}
                    for position in disagreement.positions
                ],
            }
            for disagreement in answer.disagreements
        ],
        "follow_ups": list(answer.follow_ups),
        "nearest": [{"article": nearest.article, "section": nearest.section} for nearest in answer.nearest],
        "hits": [hit_to_json(hit) for hit in answer.hits],
        "mode": answer.mode,
        "version": answer.version,
        "timings_ms": {name: round(value, 2) for name, value in answer.timings_ms.items()},
        **model_to_json(answer),
    }


def model_to_json(answer: Answer) -> dict[str, Any]:
    """What a language model took and what was removed from its text; nothing for an answer without one."""
    if answer.model is None:
        return {}
    removed = {"removed": [asdict(one) for one in answer.removed]} if answer.mode == LLM else {}
    return {"model": asdict(answer.model), **removed}


def hit_to_json(hit: Hit) -> dict[str, Any]:
    """A ranked passage as the contract has it; the score is rounded to 6 digits."""
    return {
        "passage": hit.passage.id,
        "article": hit.passage.article,
        "section": " > ".join(hit.passage.section),
        "text": hit.passage.text,
        "score": round(hit.score, 6),
    }


def article_to_json(article: Article) -> dict[str, Any]:
    """An article's metadata and its canonical text."""
    return {
        "article": article.id,
        "title": article.title,
        "roles": list(article.roles),
        "source_title": article.source_title,
        "source_kind": article.source_kind,
        "reviewed": article.reviewed,
        "licence": article.licence,
        "text": article.text,
    }
