"""The page's parts that rest on the archive: history, the addresses of answers, feedback, exports.

Not here: how any of it is stored (`ui.archive`), the chat itself (`ui.page`).
"""
