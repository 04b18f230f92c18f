"""Trains the sentence reader that `coach.language.reader` runs; see docs/reader.md."""
