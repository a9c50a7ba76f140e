"""Pictures of what the articles say: pure functions from articles and answers to SVG and HTML."""
