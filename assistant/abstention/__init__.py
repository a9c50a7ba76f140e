"""Whether the articles cover a question, how sure that is, and what exactly they lack."""
