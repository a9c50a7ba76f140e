"""Articles in, one immutable index version out: read, split, embed, stage, promote."""
