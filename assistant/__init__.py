"""Question in, cited answer out. The centre: imports nothing else of ours."""

from assistant.converse import Assistant
from assistant.vocabulary import Answer, Question

__all__ = ["Answer", "Assistant", "Question"]
