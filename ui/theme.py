"""How the page looks: the Gradio theme and the style sheets and scripts in `assets`.

System fonts only, so that no request leaves for another host. Not here: the layout (`page`).
"""

from importlib.resources import files
from typing import Any

FONTS = ("ui-sans-serif", "system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='8' fill='%230f5e59'/%3E"
    "%3Cpath d='M8 24V8h16' fill='none' stroke='white' stroke-width='4' stroke-linecap='round'/%3E"
    "%3Ccircle cx='20' cy='20' r='4' fill='%23f2c94c'/%3E%3C/svg%3E"
)
EARLY = frozenset({"base.css", "scheme.css", "scheme.js"})


def asset(name: str) -> str:
    """The text of a file in `assets`."""
    return (files("ui") / "assets" / name).read_text(encoding="utf-8")


def assets(kind: str) -> str:
    """Every file of `assets` that ends in `.kind`, base first, then by name, as one text; without those of `early`."""
    names = {file.name for file in (files("ui") / "assets").iterdir() if file.name.endswith(f".{kind}")} - EARLY
    return "\n".join(asset(name) for name in sorted(names, key=lambda name: (name != f"base.{kind}", name)))


def early() -> str:
    """What is in the document itself, so that the first paint has the reader's colours and the page its name."""
    described = (
        '<meta name="description" content="Answers about sales and marketing leadership, each with its source.">'
    )
    return f'<title>Corner Office</title>{described}<link rel="icon" href="{ICON}"><style>{asset("base.css")}</style>{scheme()}'


def head() -> str:
    """What Gradio adds to its head, all inline: its own `css=` would confine rules to its container."""
    return f"<style>{assets('css')}</style><script>{assets('js')}</script>"


def scheme() -> str:
    """What a page that is not Gradio's has in its head, so that it is light or dark from the first moment on."""
    return f"<script>{asset('scheme.js')}</script><style>{asset('scheme.css')}</style>"


def top_html() -> str:
    """The line above a page of its own: the way to the chat, and the switch of colours."""
    return '<div class="co-back"><a href="./">← Corner Office</a><span class="co-scheme-place"></span></div>'


def gradio_theme() -> Any:
    """A plain theme in the style sheet's colours; `scheme.js` tells Gradio whether it is light or dark."""
    import gradio as gr  # noqa: PLC0415

    return gr.themes.Base(primary_hue="teal", neutral_hue="stone", font=FONTS, font_mono=MONO).set(
        body_background_fill="#fbfaf7",
        body_background_fill_dark="#14171a",
        body_text_color="#1d2327",
        body_text_color_dark="#e7e5df",
        button_primary_background_fill="#0f5e59",
        button_primary_background_fill_hover="#0b4a46",
        button_primary_background_fill_dark="#1d7a73",
        button_primary_background_fill_hover_dark="#238f87",
        button_primary_text_color="#ffffff",
    )


def standalone(title: str, body: str, home: str, *, style: str = "", script: str = "") -> str:
    """A whole HTML document around escaped `title` and rendered `body`; its links are relative to `home`.

    `style` and `script` are what the page has besides what evidence needs.
    """
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><base href="{home}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title} · Corner Office</title><link rel="icon" href="{ICON}">'
        f"<style>{asset('base.css')}{asset('evidence.css')}{style}</style>{scheme()}</head>"
        f'<body class="co-standalone">{top_html()}<main>{body}</main>'
        f"{f'<script>{script}</script>' if script else ''}</body></html>"
    )
