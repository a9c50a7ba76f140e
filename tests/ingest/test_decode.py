from pathlib import Path

import pytest

from assistant.errors import ArticleError
from ingest.decode import LONGEST_LINE, clean, decode

PATH = Path("articles/a.txt")


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        ("Über".encode("utf-16"), 0),
        ("café".encode("latin-1"), 3),
        (b"ab\xf0\x28\x8c\xbc", 2),
        (b"ab\x00cd", 2),
        (b"\xed\xa0\x80", 0),
    ],
)
def test_anything_but_utf8_is_refused_with_its_byte_offset_and_the_remedy(data, offset):
    with pytest.raises(ArticleError, match=rf"articles/a\.txt.* byte offset {offset}\D.*Save it as UTF-8") as caught:
        decode(data, PATH)
    assert "\n" not in str(caught.value)


def test_a_byte_order_mark_of_utf8_is_allowed_and_dropped():
    assert decode(b"\xef\xbb\xbfText", PATH) == "Text"


def test_text_comes_out_composed_with_plain_spaces_and_line_feeds():
    assert clean("cafe\u0301\u00a0au\u202flait\r\nb\rc\u2028d\fe") == "café au lait\nb\nc\nd\ne"


def test_what_a_reader_cannot_see_is_dropped():
    assert clean("a\u200bb\u202ec\u2066d\ufeffe\u00adf\U000e0041g\x07h\ud800i") == "abcdefghi"


def test_dropping_an_invisible_character_between_a_letter_and_its_accent_composes_them():
    assert clean("e\u200b\u0301") == "é"


def test_a_line_over_a_megabyte_is_refused():
    with pytest.raises(ArticleError, match="a line of"):
        decode(b"a" * (LONGEST_LINE + 1), PATH)
