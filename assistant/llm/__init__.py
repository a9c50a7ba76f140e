"""Answers written by a language model, every sentence checked. Not here: evidence (`retrieve`), outcome (`write`)."""
