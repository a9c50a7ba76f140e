"""The answer put together from the articles' own sentences: its form, its pieces, its citations."""
