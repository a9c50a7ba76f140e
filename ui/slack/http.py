"""The bot's routes: health, figures, and over HTTP what Slack sends and installs by OAuth.

A request is checked here before Bolt sees it: Bolt answers 500 to a malformed signature and logs the body of a wrong one.
"""

import logging
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from prometheus_client import CONTENT_TYPE_LATEST
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.starlette.handler import to_starlette_response
from slack_bolt.oauth import OAuthFlow
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from ui.desk import Desk, Readiness
from ui.slack.watch import Watch

logger = logging.getLogger(__name__)

LARGEST = 1_000_000  # bytes of a body; what Slack sends is far below
TIMESTAMP = "x-slack-request-timestamp"
SIGNATURE = "x-slack-signature"

Handle = Callable[[BoltRequest], BoltResponse]


def genuine(verifier: SignatureVerifier, body: bytes, timestamp: str, signature: str) -> bool:
    """Whether Slack has signed the body, at most five minutes ago."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12 and signature.isascii()):
        return False
    try:
        return bool(verifier.is_valid(body.decode("utf-8"), timestamp, signature))
    except UnicodeDecodeError:
        return False


def build_http(
    *,
    desk: Desk,
    watch: Watch,
    connected: Callable[[], bool],
    bolt: App | None = None,
    signing_secret: str = "",
    flow: OAuthFlow | None = None,
    ready: Callable[[], None] = lambda: None,
) -> Starlette:
    """The routes; without `bolt` those of health and figures alone, without `flow` no installs."""
    verifier = SignatureVerifier(signing_secret or secrets.token_hex())  # without a secret, nothing is genuine

    async def events(request: Request) -> Response:
        began = time.perf_counter()
        body = await limited(request)
        if body is None:
            return PlainTextResponse("The body is too large.", status_code=413)
        headers = {name: value for name, value in request.headers.items() if name.isascii()}
        if not genuine(verifier, body, headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")):
            watch.events.labels("unsigned").inc()
            return PlainTextResponse("The signature does not match.", status_code=401)
        asked = BoltRequest(body=body.decode("utf-8"), query=dict(request.query_params), headers=dict(headers))
        response = await run_in_threadpool(bolt.dispatch, asked)  # type: ignore[union-attr]
        watch.ack.observe(time.perf_counter() - began)
        return to_starlette_response(response)

    def through(handle: Handle) -> Callable[[Request], Response]:
        def route(request: Request) -> Response:
            asked = BoltRequest(body="", query=dict(request.query_params), headers=dict(request.headers))
            return to_starlette_response(handle(asked))

        return route

    def readyz(_request: Request) -> Response:
        state = desk.state()
        fine = state.readiness is Readiness.READY and connected()
        told = {"readiness": state.readiness.value, "connected": connected()}
        return JSONResponse(told, status_code=200 if fine else 503)

    routes = [
        Route("/healthz", lambda _: PlainTextResponse("ok")),
        Route("/readyz", readyz),
        Route("/metrics", lambda _: Response(watch.page(), media_type=CONTENT_TYPE_LATEST)),
    ]
    if bolt is not None:
        routes.append(Route("/slack/events", events, methods=["POST"]))
    if flow is not None:
        routes.append(Route("/slack/install", through(flow.handle_installation)))
        routes.append(Route("/slack/oauth_redirect", through(flow.handle_callback)))

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        ready()
        yield

    return Starlette(routes=routes, lifespan=lifespan)


async def limited(request: Request) -> bytes | None:
    """The body of a request; None if it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)
