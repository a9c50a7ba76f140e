"""The page around one answer that somebody shared: the chat's own look and tools, without the chat.

Not here: what stands on it (`answers`).
"""

from starlette.responses import HTMLResponse

from ui.theme import ICON, asset, scheme, top_html

STYLES = (
    "base.css",
    "chat.css",
    "answer.css",
    "evidence.css",
    "quote.css",
    "pictures.css",
    "removed.css",
    "sharing.css",
    "export.css",
    "print.css",
)
SCRIPTS = ("base.js", "copying.js", "quote.js", "reading.js", "pictures.js", "sharing.js", "feedback.js")


def answer_page(title: str, body: str, status: int = 200) -> HTMLResponse:
    """A whole document around escaped `title` and rendered `body`; its links are relative to the page's address."""
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><base href="../">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<title>{title} · Corner Office</title><link rel="icon" href="{ICON}">'
        f"<style>{''.join(asset(name) for name in STYLES)}</style>"
        f"<script>{''.join(asset(name) for name in SCRIPTS)}</script>{scheme()}</head>"
        f'<body class="co-standalone co-shared">{top_html()}'
        f'<div id="co-announcer" role="status" class="co-hidden"></div><main id="co-chat">{body}</main></body></html>'
    )
    return HTMLResponse(html, status_code=status, headers={"cache-control": "no-store"})
