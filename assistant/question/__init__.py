"""One message understood: what it asks, of which roles, and what kind of answer it wants. Not here: earlier messages."""
