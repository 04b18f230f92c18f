"""The command line: the same services as the pages, one command an act."""

from coach.cli.main import main

__all__ = ["main"]
