"""The archive's tables as they are now. Not here: how older ones become so (`migrations`)."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(255), nullable=False),
    Column("title", Text, nullable=False),
    Column("folded", Text, nullable=False),  # the title as it is searched in
    Column("created", Float, nullable=False),
    Column("changed", Float, nullable=False),
    Index("conversations_by_owner", "owner", "changed"),
    Index("conversations_by_change", "changed"),
)

turns = Table(
    "turns",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),  # the contract's JSON
    Column("folded", Text, nullable=False),  # question and answer as they are searched in
    Column("version", String(80), nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("asked", Float, nullable=False),
    Column("replaced", Boolean, nullable=False),
    Column("state", String(8), nullable=False),
    Index("turns_by_conversation", "conversation", "number"),
    Index("turns_by_outcome", "outcome", "state", "asked"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("answer", String(32), ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(255), primary_key=True),
    Column("thumb", String(8), nullable=False),
    Column("reason", String(16), nullable=False),
    Column("comment", Text, nullable=False),
    Column("version", String(80), nullable=False),
    Column("evidence", Text, nullable=False),  # the answer's citations, the contract's JSON
    Column("given", Float, nullable=False),
    Column("state", String(8), nullable=False),
    Index("feedback_by_thumb", "thumb", "state", "given"),
)

actions = Table(
    "actions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("who", String(255), nullable=False),
    Column("at", Float, nullable=False),
    Column("what", String(80), nullable=False),
    Column("details", Text, nullable=False),  # JSON
)
