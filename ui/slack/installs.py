"""Installs by OAuth in many workspaces: tokens sealed in the database, rotated in time, dropped when revoked.

Not here: the routes that an install goes through (`http`).
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot, Installation, InstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from slack_sdk.oauth.token_rotation import TokenRotator
from sqlalchemy import MetaData, Table, Text

from assistant.errors import SettingsError
from assistant.settings import Settings
from ui.slack.database import Database
from ui.slack.manifest import BOT_SCOPES, OPTIONAL_SCOPES, REDIRECT_PATH
from ui.slack.tokens import Speaker, api_url, client

logger = logging.getLogger(__name__)

SECRETS = ("bot_token", "bot_refresh_token", "user_token", "user_refresh_token", "incoming_webhook_url")
ROTATE = 120  # minutes before its end that a token is replaced, of the 12 hours that one lasts
FRESH = 60.0  # seconds that a token is used without another look at the store
STATE_SECONDS = 600  # an install begun longer ago is begun again

Entity = TypeVar("Entity", Bot, Installation)


class WideStore(SQLAlchemyInstallationStore):
    """The library's store with room for sealed tokens, which are longer than its columns."""

    @classmethod
    def build_installations_table(cls, metadata: MetaData, table_name: str) -> Table:
        """The table of installs."""
        return widened(super().build_installations_table(metadata, table_name))

    @classmethod
    def build_bots_table(cls, metadata: MetaData, table_name: str) -> Table:
        """The table of bots."""
        return widened(super().build_bots_table(metadata, table_name))


def widened(table: Table) -> Table:
    """The table, its columns for secrets without a limit."""
    for name in SECRETS:
        if name in table.c:
            table.c[name].type = Text()
    return table


class SealedStore(InstallationStore):
    """An installation store that never hands a readable token to the one below it."""

    def __init__(self, store: InstallationStore, seal: MultiFernet) -> None:
        self._store = store
        self._seal = seal

    @property
    def logger(self) -> logging.Logger:
        """Where the library's own messages go."""
        return logger

    def save(self, installation: Installation) -> None:
        """Keep an install."""
        self._store.save(self._closed(Installation(**copied(installation))))

    def save_bot(self, bot: Bot) -> None:
        """Keep a bot."""
        self._store.save_bot(self._closed(Bot(**copied(bot))))

    def find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of a workspace. Raises SettingsError if its token was sealed with another key."""
        return self._opened(
            self._store.find_bot(
                enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
            )
        )

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The latest install of a workspace. Raises SettingsError if it was sealed with another key."""
        return self._opened(
            self._store.find_installation(
                enterprise_id=enterprise_id,
                team_id=team_id,
                user_id=user_id,
                is_enterprise_install=is_enterprise_install,
            )
        )

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Drop the bot of a workspace."""
        self._store.delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    def delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Drop the installs of a workspace, or one user's."""
        self._store.delete_installation(enterprise_id=enterprise_id, team_id=team_id, user_id=user_id)

    def _closed(self, entity: Entity) -> Entity:
        for name in SECRETS:
            if value := getattr(entity, name, None):
                setattr(entity, name, self._seal.encrypt(value.encode()).decode())
        return entity

    def _opened(self, entity: Entity | None) -> Entity | None:
        for name in SECRETS if entity is not None else ():
            if value := getattr(entity, name, None):
                try:
                    setattr(entity, name, self._seal.decrypt(value.encode()).decode())
                except InvalidToken:
                    raise SettingsError(
                        "An installed token was sealed with another key. Add that key to"
                        " CORNER_OFFICE_SLACK_ENCRYPTION_KEY after a comma, or install the app again."
                    ) from None
        return entity


def copied(entity: Bot | Installation) -> dict[str, Any]:
    """What makes the same entity again."""
    values = {name: value for name, value in vars(entity).items() if name != "custom_values"}
    return {**values, "custom_values": dict(entity.custom_values)}


def seal_of(settings: Settings) -> MultiFernet:
    """The keys of the settings; the first one seals. Raises SettingsError if there is none or one is no key."""
    keys = [key.strip() for key in settings.slack_encryption_key.get_secret_value().split(",") if key.strip()]
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise SettingsError(
            "CORNER_OFFICE_SLACK_ENCRYPTION_KEY holds no Fernet key: 32 random bytes in URL-safe base64. Make one with"
            " `openssl rand -base64 32 | tr +/ -_`, and keep it apart from the database."
        ) from error


@dataclass(frozen=True, kw_only=True)
class Installs:
    """The installs' store and the flow that fills it."""

    store: SealedStore
    flow: OAuthFlow


def open_installs(settings: Settings, database: Database) -> Installs:
    """The installs in the bot's database, their tables made. Raises SettingsError for a missing or wrong key."""
    sealed = seal_of(settings)
    kept = WideStore(settings.slack_client_id, database.engine, logger=logger)
    kept.metadata.create_all(database.engine)
    states = SQLAlchemyOAuthStateStore(expiration_seconds=STATE_SECONDS, engine=database.engine, logger=logger)
    states.metadata.create_all(database.engine)
    store = SealedStore(kept, sealed)
    address = settings.slack_url.rstrip("/")
    flow = OAuthFlow(
        client=client(settings),
        logger=logger,
        settings=OAuthSettings(
            client_id=settings.slack_client_id,
            client_secret=settings.slack_client_secret.get_secret_value(),
            scopes=[*BOT_SCOPES, *OPTIONAL_SCOPES],
            user_scopes=[],
            install_page_rendering_enabled=False,  # straight on to Slack
            authorization_url=api_url(settings).removesuffix("api/") + "oauth/v2/authorize",
            redirect_uri=f"{address}{REDIRECT_PATH}" if address else None,
            installation_store=store,
            state_store=states,
            logger=logger,
        ),
    )
    return Installs(store=store, flow=flow)


class InstalledTokens:
    """The tokens of the workspaces that have installed the bot, each replaced before it ends."""

    def __init__(
        self,
        store: InstallationStore,
        rotate: Callable[[Bot], Bot | None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._rotate = rotate
        self._clock = clock
        self._lock = threading.Lock()  # a refresh token works once, so two threads must not both use it
        self._fresh: dict[tuple[str, str], tuple[float, Speaker]] = {}

    @classmethod
    def from_settings(cls, settings: Settings, store: InstallationStore) -> "InstalledTokens":
        """Rotate by Slack's API that the settings name."""
        rotator = TokenRotator(
            client_id=settings.slack_client_id,
            client_secret=settings.slack_client_secret.get_secret_value(),
            client=client(settings),
        )
        return cls(store, lambda bot: rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=ROTATE))

    def speaker(self, team: str, enterprise: str) -> Speaker | None:
        """The bot in a workspace; None where it is not installed."""
        with self._lock:
            until, speaker = self._fresh.get((team, enterprise), (0.0, None))
            if speaker is not None and self._clock() < until:
                return speaker
            found = self._find(team, enterprise)
            if found is None:
                return None
            if found.bot_refresh_token:
                found = self._rotated(found)
            speaker = Speaker(token=found.bot_token, bot_user=found.bot_user_id, bot=found.bot_id)
            self._fresh[team, enterprise] = (self._clock() + FRESH, speaker)
        return speaker

    def forget(self, team: str, enterprise: str) -> None:
        """Drop all that is kept of a workspace's installs."""
        with self._lock:
            self._fresh.pop((team, enterprise), None)
            self._store.delete_all(enterprise_id=enterprise or None, team_id=team or None)

    def _find(self, team: str, enterprise: str) -> Bot | None:
        found = self._store.find_bot(enterprise_id=enterprise or None, team_id=team or None)
        if found is None and enterprise:
            found = self._store.find_bot(enterprise_id=enterprise, team_id=None, is_enterprise_install=True)
        return found if found is not None and found.bot_token else None

    def _rotated(self, bot: Bot) -> Bot:
        """The bot with a token that lasts; the one at hand while Slack does not give another."""
        try:
            fresh = self._rotate(bot)
        except SlackTokenRotationError as error:  # another process has been quicker, or Slack is away
            logger.warning("a token could not be replaced: %s", type(error).__name__)
            return self._find(bot.team_id or "", bot.enterprise_id or "") or bot
        if fresh is None:
            return bot
        self._store.save_bot(fresh)
        return fresh
