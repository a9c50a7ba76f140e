"""Words, names and figures of any text. Not here: what a question or an answer makes of them."""
