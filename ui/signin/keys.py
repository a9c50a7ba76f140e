"""What opens the door: the cookie of a session, or an API token; and beginning and ending sessions.

Not here: how passwords (`accounts`) or providers (`oidc`) prove who somebody is.
"""

from hashlib import sha256

from ui.people import Person, cookie_value, set_cookie
from ui.signin.accounts import Account, Accounts
from ui.signin.sessions import LONGEST, Sessions


class Keys:
    """Who holds which cookie or token. `secure` says that cookies are sent over https only."""

    def __init__(self, accounts: Accounts, sessions: Sessions, *, key: bytes, secure: bool) -> None:
        self.accounts = accounts
        self.sessions = sessions
        self.secure = secure
        port = f"_{sha256(b'session' + key).hexdigest()[:6]}"  # see BrowserCookie
        self.cookie = f"__Host-corner_office_session{port}" if secure else f"corner_office_session{port}"

    def by_cookies(self, header: str) -> Person | None:
        """Whose session a Cookie header has, with the roles that the account has now. Raises AccountError."""
        session = self.sessions.find(cookie_value(header, self.cookie))
        if session is None or not session.stamp:
            return session.person if session else None
        account = self.accounts.all().get(session.person.name)
        return account.person if account is not None and account.stamp == session.stamp else None

    def by_token(self, token: str) -> Person | None:
        """Whose API token it is. Raises AccountError."""
        account = self.accounts.holder(token)
        return account.person if account is not None else None

    def begin(self, person: Person, account: Account | None, header: str, hint: str = "") -> str:
        """Begin a new session, end the one in the Cookie header, and return the Set-Cookie header. See `Session.hint`."""
        self.sessions.end(cookie_value(header, self.cookie))
        value = self.sessions.begin(person, account.stamp if account else "", hint)
        return set_cookie(self.cookie, value, LONGEST, secure=self.secure)

    def hint(self, header: str) -> str:
        """What the provider knows the session in a Cookie header by; empty if there is none."""
        session = self.sessions.find(cookie_value(header, self.cookie))
        return session.hint if session else ""

    def end(self, header: str) -> str:
        """End the session in a Cookie header, and return the Set-Cookie header that takes the cookie away."""
        self.sessions.end(cookie_value(header, self.cookie))
        return set_cookie(self.cookie, "", 0, secure=self.secure)
