"""What `/openapi.json` says of the JSON interface: questions in, answers and errors out. Not here: their making (`api`)."""

from typing import Any

Schema = dict[str, Any]


def text(meaning: str, **more: Any) -> Schema:
    """A string."""
    return {"type": "string", "description": meaning, **more}


def whole(meaning: str, **more: Any) -> Schema:
    """An integer."""
    return {"type": "integer", "description": meaning, **more}


def many(item: Schema, meaning: str) -> Schema:
    """A list."""
    return {"type": "array", "items": item, "description": meaning}


def record(**fields: Schema) -> Schema:
    """An object that has exactly these fields."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


MARKERS = many(whole("A citation's marker.", minimum=1), "Markers of the citations that it rests on.")
QUESTION: Schema = {
    "type": "object",
    "properties": {
        "id": {"type": ["string", "integer"], "description": "Comes back as a string in the answer."},
        "question": text("The question.", pattern=r"[^\s\x00]"),
        "turns": {
            **many({"type": "string"}, "The reader's own messages, oldest first; the last one is answered."),
            "minItems": 1,
        },
    },
    "anyOf": [{"required": ["question"]}, {"required": ["turns"]}],
    "example": {"id": "q1", "turns": ["What does a CMO do?", "And who do they report to?"]},
}
ANSWER = record(
    id=text("The question's."),
    question=text("What was asked, cut to the longest question that is taken up."),
    standalone_question=text("What was answered: the question as it reads without the earlier turns."),
    outcome=text(
        "Whether it is answered, in part, not at all, or by a question back.",
        enum=["answered", "partly_answered", "not_covered", "clarify"],
    ),
    answer=text("Markdown with markers such as [1]."),
    sentences=many(
        record(
            text=text("The sentence without markers."),
            citations=MARKERS,
            support=text("How it is known.", enum=["verbatim", "supported", "connective"]),
        ),
        "The answer's sentences, in order.",
    ),
    citations=many(
        record(
            marker=whole("What the text refers to it by.", minimum=1),
            article=text("The article's id."),
            title=text("The article's title."),
            section=text("Where in the article, as Above > Below."),
            quote=text("The article's text from start to end, verbatim."),
            start=whole("Offset in the article's canonical text, in characters.", minimum=0),
            end=whole("Offset behind the quote.", minimum=0),
        ),
        "The passages behind the sentences, by marker.",
    ),
    disagreements=many(
        record(
            topic=text("What the articles disagree on."),
            positions=many(record(says=text("What some say."), citations=MARKERS), "Who says what."),
        ),
        "Where the articles disagree.",
    ),
    follow_ups=many({"type": "string"}, "Questions that could come next."),
    nearest=many(
        record(article=text("The article's id."), section=text("The section.")),
        "The closest places, where the articles do not cover the question.",
    ),
    hits=many(
        record(
            passage=text("The passage's id."),
            article=text("The article's id."),
            section=text("Where in the article."),
            text=text("The passage."),
            score={"type": "number", "description": "How well it matches."},
        ),
        "The ranked passages, best first.",
    ),
    mode=text("Who wrote it.", enum=["extractive", "llm"]),
    version=text("The version of the articles that it is from."),
    timings_ms={"type": "object", "additionalProperties": {"type": "number"}, "description": "Milliseconds a stage."},
)
ERROR: Schema = {
    "type": "object",
    "properties": {
        "error": text("One sentence that says what to do."),
        "reference": text("Finds a fault in the server's log."),
        "detail": text("The same sentence, where the page's script looks for it."),
    },
    "required": ["error"],
}


def body(schema: Schema) -> Schema:
    """Content in JSON."""
    return {"application/json": {"schema": schema}}


def error(meaning: str) -> Schema:
    """An error's response."""
    return {"description": meaning, "content": body(ERROR)}


WAIT = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
REFUSED: dict[int | str, Schema] = {
    400: error("The request is broken"),
    401: error("Signing in is on, and the request has no valid API token"),
    403: error("The request comes from a page of another site"),
    421: error("The server answers to this machine's own names only"),
    429: {**error("Too many questions a minute"), "headers": WAIT},
}
ASK: Schema = {
    "requestBody": {"required": True, "content": body(QUESTION)},
    "security": [{}, {"token": []}],
}
ASK_RESPONSES: dict[int | str, Schema] = {
    200: {
        "description": "The answer: as JSON, or with `Accept: text/event-stream` its text piece by piece",
        "content": {
            **body(ANSWER),
            "text/event-stream": {
                "schema": text('Events `text` with {"text": "..."}, which join to the answer\'s text; then `answer`.')
            },
        },
    },
    **REFUSED,
    413: error("The body is larger than 1 MB"),
    422: error("The question is not of this form, or empty"),
    500: error("A fault; the reference finds it in the log"),
    503: error("No index can be served; the error says what mends it"),
}
READY = record(ready={"type": "boolean"}, reason=text("Why not."))
READY_RESPONSES: dict[int | str, Schema] = {
    200: {"description": "Questions can be answered", "content": body(record(ready={"const": True}))},
    503: {"description": "They cannot yet, and why", "content": body(READY)},
}
METRICS_RESPONSES: dict[int | str, Schema] = {
    200: {"description": "Figures in Prometheus' text form", "content": {"text/plain": {"schema": {"type": "string"}}}},
    401: REFUSED[401],
}
SECURITY = {"token": {"type": "http", "scheme": "bearer", "description": "From `corner-office users token`."}}


def completed(described: Schema) -> Schema:
    """FastAPI's description of the routes, with what it does not know of: tokens."""
    components = described.setdefault("components", {})
    components["securitySchemes"] = SECURITY
    return described
