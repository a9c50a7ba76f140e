"""Word files into blocks, by way of mammoth's HTML. Not here: what the HTML means (`html`)."""

import io
import logging
import zipfile
from pathlib import Path

import mammoth

from assistant.errors import ArticleError
from ingest.blocks import Document, without_lines
from ingest.decode import clean
from ingest.html import read_html

logger = logging.getLogger(__name__)

LARGEST_UNPACKED = 200_000_000  # bytes; Word files of text unpack to a few MB, and zip bombs to GB
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Number'] => ol > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
"""


def read_docx(data: bytes, path: Path) -> Document:
    """Read the bytes of a Word file. Raises ArticleError if it is broken or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ArticleError(f"{path}: not a Word file (.docx). Save it anew from Word, or as Markdown.") from error
    if unpacked > LARGEST_UNPACKED:
        raise ArticleError(f"{path}: unpacks to {unpacked} bytes, over {LARGEST_UNPACKED}. Remove what is embedded.")
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), style_map=STYLES, convert_image=mammoth.images.img_element(lambda _image: {})
        )
    except Exception as error:  # mammoth names no errors of its own; whatever it meets, the file is at fault
        raise ArticleError(f"{path}: a broken Word file ({error}). Save it anew from Word, or as Markdown.") from error
    for message in result.messages:
        logger.info("%s: %s", path, message.message)
    document = read_html(clean(result.value), path)
    return Document(blocks=without_lines(document.blocks))
