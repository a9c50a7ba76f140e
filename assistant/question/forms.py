"""What a figure, a date, a name or a place looks like in a sentence. Not here: when one is asked for (`understand`)."""

import re

from assistant.question.wanted import Wanted

FORMS: dict[Wanted, re.Pattern[str]] = {
    Wanted.AMOUNT: re.compile(
        r"\d|[$€£%]|\b(?:percent|half|third|quarter of|twice|double|dozen|hundred|thousand|million|billion|two|three|four"
        r"|five|six|seven|eight|nine|ten)\b",
        re.IGNORECASE,
    ),
    Wanted.DATE: re.compile(
        r"\d|\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|several|few) (?:days?|weeks?|months?|quarters?|years?)"
        r"|last a year|a year|year-long|months or (?:even )?years|month and the quarter|short(?:-| to )medium|long-term)\b",
        re.IGNORECASE,
    ),
    # Names of firms, people and places: a capital inside the sentence that is no acronym.
    Wanted.NAME: re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}"),
    Wanted.PLACE: re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}"),
}
