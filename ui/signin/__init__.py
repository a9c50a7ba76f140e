"""Signing in to the page: accounts or OIDC, sessions, tokens, who may pass, how often. Not here: who is asking (`people`)."""
