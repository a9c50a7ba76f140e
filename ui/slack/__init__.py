"""The Slack bot: the same assistant where teams talk. A sibling of the page."""
