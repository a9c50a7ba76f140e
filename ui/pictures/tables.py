"""What the tables of answers offer: columns that sort, and copies with their sources. The page's script does the work.

Gradio's sanitiser drops aria and data attributes: buttons are told apart by class and named by their text.
"""

import re

HEADER = re.compile(r"<th([^>]*)>(?!<)([^<]+)</th>")
END = "</table></div>"
TOOLS = (
    '<div class="cp-table-tools"><button type="button" class="cp-tool cp-copy-csv">Copy as CSV</button>'
    '<button type="button" class="cp-tool cp-copy-md">Copy as Markdown</button>'
    '<button type="button" class="cp-tool cp-save-csv">Download CSV</button></div>'
)


def with_tools(html: str) -> str:
    """An answer's HTML with a button in each plain table header, and with tools below each table."""
    if END not in html:
        return html
    sortable = HEADER.sub(r'<th\1><button type="button" class="cp-sort">\2</button></th>', html)
    return sortable.replace(END, END + TOOLS)
