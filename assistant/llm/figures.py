"""Figures of a sentence: numbers in digits or words, percentages, money, dates. Not here: any other kind of word."""

import re
from collections.abc import Sequence

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def figures(text: str) -> frozenset[str]:
    """The figures of a text in one spelling each: "five" and "5" are both "5"."""
    found = {match.group().replace(",", "") for match in NUMBER.finditer(text)}
    found |= {str(UNITS[word]) for word in re.findall(r"[a-z]+", text.lower()) if word in UNITS and word != "one"}
    return frozenset(found)


def figure_fault(claim: str, evidence: Sequence[str]) -> str:
    """What is wrong with a claim's figures, in words; empty if its evidence has them all."""
    missing = figures(claim) - figures(" ".join(evidence))
    return f"names a figure, {min(missing)}, that its source does not have" if missing else ""
