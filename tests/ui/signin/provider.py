"""A small OpenID Connect provider on loopback: discovery, keys, tokens, userinfo. It signs whom the test tells it to."""

import base64
import hashlib
import secrets
import threading
import time
from contextlib import contextmanager

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from ui.server import listening

CLIENT = ("corner", "office-secret")


class SmallProvider:
    """Hands out codes; `claims`, `key` and `discovered` can be changed to make it misbehave."""

    def __init__(self, issuer: str, key: RSAKey) -> None:
        self.issuer = issuer
        self.published = key
        self.key = key
        self.header = {"alg": "RS256", "kid": "one"}
        self.discovered: dict = {}
        self.claims: dict = {}
        self.more: dict = {}
        self.codes: dict = {}

    def agree(self, asked: dict[str, str]) -> str:
        """What the person does there: sign in. Returns the code."""
        code = secrets.token_hex(8)
        self.codes[code] = asked
        return code

    async def configuration(self, request):
        paths = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        paths |= {"userinfo_endpoint": "userinfo"}
        known = {"issuer": self.issuer, "id_token_signing_alg_values_supported": ["RS256"]}
        return JSONResponse(known | {name: f"{self.issuer}/{path}" for name, path in paths.items()} | self.discovered)

    async def keys(self, request):
        return JSONResponse({"keys": [self.published.as_dict(private=False) | {"kid": "one"}]})

    async def userinfo(self, request):
        return JSONResponse({"sub": "ada-1", **self.more})

    async def token(self, request):
        form = await request.form()
        asked = self.codes.pop(form["code"], None)
        given = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
        hashed = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(hashed).rstrip(b"=").decode()
        if asked is None or given != ":".join(CLIENT) or challenge != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT[0], "sub": "ada-1", "iat": now, "exp": now + 300}
        claims |= {"nonce": asked["nonce"]} | self.claims
        signed = jwt.encode(self.header, {name: value for name, value in claims.items() if value}, self.key)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "expires_in": 300, "id_token": signed})


@contextmanager
def running():
    """A provider that answers for as long as the block runs."""
    key = RSAKey.generate_key(2048, auto_kid=False)
    with listening("127.0.0.1", 0) as listener:
        provider = SmallProvider(f"http://127.0.0.1:{listener.getsockname()[1]}", key)
        routes = [
            Route("/.well-known/openid-configuration", provider.configuration),
            Route("/keys", provider.keys),
            Route("/token", provider.token, methods=["POST"]),
            Route("/userinfo", provider.userinfo),
        ]
        config = uvicorn.Config(Starlette(routes=routes), log_config=None, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield provider
        server.should_exit = True
        thread.join(15)
