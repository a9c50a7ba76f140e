"""The sign-in page: plain HTML in the page's look; only the switch of colours needs a script. Not here: its routes (`routes`)."""

import re
from html import escape
from importlib.resources import files
from urllib.parse import quote

from ui.theme import ICON, asset, scheme

# A path on this server. Browsers read a backslash as a slash, and drop tabs and line breaks.
TARGET = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def safe_target(given: str) -> str:
    """Where to go after signing in: a path on this server, whatever a link said; other sites become the page."""
    return given if TARGET.fullmatch(given) and len(given) <= 2000 else "/"


def form_html(target: str, name: str = "", problem: str = "") -> str:
    """The form for a user name and a password."""
    filled = escape(name[:64], quote=True)
    return (
        f'{problem_html(problem)}<form method="post" action="signin" class="co-signin">'
        f'<input type="hidden" name="next" value="{escape(target, quote=True)}">'
        '<label for="name">User name</label>'
        f'<input id="name" name="name" value="{filled}" autocomplete="username" autocapitalize="none" '
        f'spellcheck="false" maxlength="64" required {"" if filled else "autofocus"}>'
        '<label for="password">Password</label>'
        '<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1000" '
        f'required {"autofocus" if filled else ""}><button type="submit">Sign in</button></form>'
    )


def provider_html(target: str, problem: str = "", *, left: bool = False) -> str:
    """The way to the OIDC provider: a link, as the page's security policy keeps forms on this site.

    `left` is for whoever has just signed out here, and may want to do so there.
    """
    way = escape(f"signin/start?next={quote(target, safe='/')}", quote=True)
    out = (
        '<p role="status">You have signed out here. Your organisation may still have you signed in: on a shared '
        'computer, <a href="signin/end">sign out there, too</a>.</p>'
    )
    return (
        f'{problem_html(problem)}{out if left else ""}<p class="co-signin"><a class="co-button" href="{way}">'
        "Sign in with your organisation</a></p>"
    )


def problem_html(problem: str) -> str:
    """What went wrong, announced by screen readers."""
    return f'<p class="co-problem" role="alert">{escape(problem)}</p>' if problem else ""


def page_html(body: str, home: str) -> str:
    """The whole document; relative links count from `home`."""
    style = (files("ui.signin") / "page.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><base href="{escape(home, quote=True)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>Sign in · Corner Office</title><link rel="icon" href="{ICON}">'
        f"<style>{asset('base.css')}{style}</style>{scheme()}</head>"
        '<body class="co-standalone co-signin-page"><span class="co-scheme-place"></span><main><h1>Corner Office</h1>'
        f"<p>Answers about commercial leadership, with their sources.</p>{body}</main></body></html>"
    )
