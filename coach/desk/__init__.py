"""The user's desk: acts on what is kept, for the pages."""

from coach.desk.desk import Desk

__all__ = ["Desk"]
