"""One version of the articles: its files, its vectors, and both in memory, made ready for questions."""
