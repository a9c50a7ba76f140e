"""What readers and editors leave behind: conversations, their turns, feedback on answers, the editors' log.

`records` has the values, `stores` the Protocols that the page is written against, `opening` makes them of the
settings. SQLAlchemy stays in this package. Not here: the page's parts that show them.
"""
