"""From bytes to clean text: strict UTF-8, one form of every character, nothing invisible. Not here: structure."""

import re
import unicodedata
from pathlib import Path

from assistant.errors import ArticleError

LONGEST_LINE = 1_000_000

# Soft hyphen, zero-width, bidi, interlinear and tag characters, lone surrogates, and controls other than line breaks
# and tabs: a reader does not see them, but a search and a quote would.
INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
SPACES = re.compile("[\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def decode(data: bytes, path: Path) -> str:
    """Decode and clean a text file. Raises ArticleError with the byte offset for anything but UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ArticleError(f"{path}: UTF-16 text, by its mark at byte offset 0. Save it as UTF-8.")
    nul = data.find(b"\x00")
    if nul >= 0:
        raise ArticleError(f"{path}: NUL at byte offset {nul}, so it is not UTF-8 text. Save it as UTF-8.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path}: invalid UTF-8 at byte offset {error.start}. Save it as UTF-8.") from error
    text = clean(text)
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        raise ArticleError(
            f"{path}: a line of {longest} characters, over the limit of {LONGEST_LINE}. Break it into paragraphs."
        )
    return text


def clean(text: str) -> str:
    """Normalise to NFC with line feeds as breaks and plain spaces, and drop what is invisible."""
    text = SPACES.sub(" ", BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))
