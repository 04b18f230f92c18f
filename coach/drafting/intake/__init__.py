"""The intake: a stressed person's note, read into a situation (practices 1 to 16 and 20)."""
