"""The bot's tables. Not here: the database that they are in (`database`), and the tables of installs (`installs`)."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

# One row for each thing that a reader asked. `source` and `ts` are what Slack calls the message (or "@user" and the
# trigger of what was pressed), `channel` and `thread` where the answer goes: empty until a place is found for it.
events = Table(
    "slack_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("team", String(32), nullable=False),
    Column("enterprise", String(32), nullable=False, default=""),
    Column("event_id", String(128), nullable=False),
    Column("source", String(64), nullable=False),
    Column("ts", String(128), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("thread", String(32), nullable=False),
    Column("user", String(32), nullable=False),
    Column("user_team", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("answer", String(32), nullable=False),
    Column("messages", Text, nullable=False, default=""),  # what is delivered, as JSON, while it is
    Column("state", String(16), nullable=False),
    Column("owner", String(64), nullable=False, default=""),
    Column("lease", Float, nullable=False, default=0.0),  # seconds since 1970; a claim past it is void
    Column("stop", Boolean, nullable=False, default=False),  # who asked wants no more of the answer
    Column("attempts", Integer, nullable=False, default=0),
    Column("due", Float, nullable=False, default=0.0),
    Column("accepted", Float, nullable=False),
    Column("finished", Float, nullable=False, default=0.0),
    UniqueConstraint("team", "event_id"),
    UniqueConstraint("team", "source", "ts"),
    Index("slack_events_by_state", "state", "id"),
    Index("slack_events_by_thread", "team", "channel", "thread"),
)

# One row for each Slack message of an answer, written before the message is sent.
replies = Table(
    "slack_replies",
    metadata,
    Column("event", Integer, ForeignKey("slack_events.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("message", Integer, nullable=False),  # which of the answer's messages, from 0; -1 is a thread's root
    Column("start", Integer, nullable=False, default=0),  # where in its Markdown this one begins
    Column("end", Integer, nullable=False, default=-1),  # and ends; -1 is the end of the Markdown
    Column("streamed", Boolean, nullable=False),
    Column("ts", String(32), nullable=False, default=""),
    Column("state", String(16), nullable=False),
)

answers = Table(
    "slack_answers",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("event", Integer, nullable=False),
    Column("team", String(32), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("thread", String(32), nullable=False),
    Column("user", String(32), nullable=False),
    Column("question", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("version", String(80), nullable=False),
    Column("created", Float, nullable=False),
    Index("slack_answers_by_thread", "team", "channel", "thread"),
)

feedback = Table(
    "slack_feedback",
    metadata,
    Column("answer", String(32), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("team", String(32), nullable=False),
    Column("verdict", String(8), nullable=False),
    Column("comment", Text, nullable=False, default=""),
    Column("created", Float, nullable=False),
)
