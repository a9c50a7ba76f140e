"""The commands of editors, and what all commands begin with. May import every package, as `ui/cli.py` may."""
