"""The settings, and the only reader of the environment. Not here: what a setting is used for."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from assistant.errors import SettingsError

PREFIX = "CORNER_OFFICE_"
ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """All settings. Environment (`CORNER_OFFICE_NAME`) over file (`settings.toml` in the home) over default."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    home: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("corner-office"),
        description="folder in which versions, the live pointer and caches are kept",
    )
    articles: Path = Field(default=ROOT / "corpus" / "articles", description="folder of the articles")
    roles: Path | None = Field(
        default=None,
        description="roles file; default: roles.yaml in or beside the articles' folder, else the shipped one",
    )
    cases: Path = Field(
        default=ROOT / "evals" / "cases", description="folder of the eval cases; articles of your own need their own"
    )
    embedder: str = Field(
        default="", description="folder of a sentence-transformers model; default: the packaged all-MiniLM-L6-v2"
    )
    chroma_url: str = Field(
        default="", description="address of a Chroma server, such as http://127.0.0.1:8000; default: embedded"
    )
    host: str = Field(default="127.0.0.1", description="address that the page listens on")
    port: int = Field(default=7860, ge=0, le=65535, description="port that the page listens on; 0 takes a free one")
    open: bool = Field(
        default=False, description="whether everyone who reaches the page may read without signing in; true or false"
    )
    sign_in: str = Field(
        default="none",
        pattern="^(none|file|oidc)$",
        description="who may read: none asks nobody, file has user names and passwords, oidc an OpenID Connect provider",
    )
    users: Path | None = Field(
        default=None, description="file of the users and API tokens; default: users.json in the home"
    )
    session_hours: int = Field(default=12, ge=1, le=336, description="hours without use after which a sign-in ends")
    oidc_issuer: str = Field(default="", description="address of the OpenID Connect provider, as it names itself")
    oidc_client_id: str = Field(default="", description="client id that the provider knows the page by")
    oidc_client_secret: SecretStr = Field(
        default=SecretStr(""), description="client secret that goes with it; none for a public client"
    )
    oidc_scope: str = Field(default="openid profile email", description="what the provider is asked for")
    oidc_claim: str = Field(default="groups", description="claim of the ID token that lists a person's groups")
    oidc_readers: str = Field(
        default="",
        description="groups that may read, with commas between; default: everyone whom the provider signs in",
    )
    oidc_editors: str = Field(default="", description="groups that may read and edit, with commas between")
    proxies: str = Field(
        default="", description="addresses of the proxies whose X-Forwarded headers are believed, with commas between"
    )
    questions_per_minute: int | None = Field(
        default=None,
        ge=0,
        le=100_000,
        description="questions a minute that one person may ask, 0 for no limit; default: 60, none on this machine alone",
    )
    mcp: bool = Field(
        default=False, description="whether other assistants may ask by MCP at /gradio_api/mcp; true or false"
    )
    threads: int = Field(default=2, ge=1, le=64, description="threads that the embedder may use")
    max_question: int = Field(
        default=2000, ge=100, le=100_000, description="longest question in characters; the rest is cut, and said so"
    )
    max_article_mb: int = Field(default=20, ge=1, le=1000, description="largest article file in MB")
    kept_versions: int = Field(default=10, ge=2, le=1000, description="versions kept, the live one always among them")
    page_url: str = Field(default="", description="address at which readers open the page; Slack answers link to it")
    database: SecretStr = Field(
        default=SecretStr(""),
        description="SQLAlchemy address of the archive of conversations and feedback; default: archive.sqlite3 in the home",
    )
    history_days: int = Field(
        default=365,
        ge=0,
        le=36500,
        description="days that a conversation is kept after its last question; 0 keeps it until it is deleted",
    )
    slack_bot_token: SecretStr = Field(default=SecretStr(""), description="bot token of one Slack workspace, xoxb-...")
    slack_app_token: SecretStr = Field(default=SecretStr(""), description="app-level token for Socket Mode, xapp-...")
    slack_signing_secret: SecretStr = Field(
        default=SecretStr(""), description="signing secret of the Slack app, for `slack --http`"
    )
    slack_client_id: str = Field(default="", description="client id of the Slack app, for installs by OAuth")
    slack_client_secret: SecretStr = Field(default=SecretStr(""), description="client secret that goes with it")
    slack_encryption_key: SecretStr = Field(
        default=SecretStr(""),
        description="Fernet key that seals installed tokens; several with commas between, the first one seals",
    )
    slack_url: str = Field(default="", description="public https address at which Slack reaches the bot")
    slack_api_url: str = Field(default="https://slack.com/api/", description="address of Slack's Web API")
    slack_host: str = Field(default="127.0.0.1", description="address that the Slack bot listens on")
    slack_port: int = Field(
        default=3000, ge=0, le=65535, description="port of the Slack bot's health and metrics, and of `slack --http`"
    )
    slack_database: str = Field(
        default="", description="SQLAlchemy address of the Slack bot's database; default: slack.sqlite3 in the home"
    )
    slack_channels: str = Field(
        default="",
        pattern="^[A-Z0-9, ]*$",
        description="ids of the channels that the bot answers in, with commas between; default: every one it is in",
    )
    slack_help_channel: str = Field(
        default="", pattern="^[A-Z0-9]*$", description="id of the channel that gets what readers want to ask a person"
    )
    slack_retention_days: int = Field(
        default=30, ge=1, le=3650, description="days that questions asked in Slack and their answers are kept"
    )
    slack_workers: int = Field(default=8, ge=1, le=64, description="Slack questions that are answered at the same time")
    llm_url: str = Field(
        default="",
        pattern="^(https?://.*)?$",
        description="address of an OpenAI-compatible endpoint that writes answers, such as http://127.0.0.1:11434/v1;"
        " default: no language model",
    )
    llm_model: str = Field(default="default", min_length=1, description="name of the model at that endpoint")
    llm_key: SecretStr = Field(default=SecretStr(""), description="key for that endpoint, if it wants one")
    llm_timeout: float = Field(
        default=20.0, gt=0, le=600, description="seconds that the model may take for an answer, retries included"
    )
    llm_answer_tokens: int = Field(default=400, ge=16, le=8192, description="longest answer of the model in tokens")
    llm_tokens_a_day: int = Field(
        default=0, ge=0, description="tokens that the model may use in a day (UTC); 0: as many as it takes"
    )
    log_level: str = Field(
        default="WARNING", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="DEBUG, INFO, WARNING or ERROR"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (pydantic-settings names it)
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: what the command sets, the environment, then the settings file."""
        home = Path(os.environ.get(PREFIX + "HOME") or platformdirs.user_data_path("corner-office"))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, home / "settings.toml")

    @classmethod
    def load(cls, **overrides: Any) -> "Settings":
        """Read the settings; `overrides` are what the command line sets and win over everything.

        Raises:
            SettingsError: a key is unknown or a value cannot be used; the message names it.
        """
        refuse_unknown(os.environ, cls)
        try:
            return cls(**overrides)
        except ValidationError as error:
            first = error.errors()[0]
            name = PREFIX + str(first["loc"][0]).upper() if first["loc"] else "settings"
            reason = "there is no such setting" if first["type"] == "extra_forbidden" else first["msg"]
            raise SettingsError(
                f"{name}: {reason}. Mend it in the environment or in settings.toml; README.md lists the settings."
            ) from error
        except ValueError as error:
            raise SettingsError(f"settings.toml cannot be read: {error}. Mend it as TOML, or remove it.") from error


def refuse_unknown(environ: Mapping[str, str], model: type[Settings]) -> None:
    """Raise for a misspelt variable: pydantic-settings ignores names that it does not know."""
    known = {PREFIX + name.upper() for name in model.model_fields}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            raise SettingsError(f"{name}: there is no such setting. Remove it; README.md lists the settings.")
