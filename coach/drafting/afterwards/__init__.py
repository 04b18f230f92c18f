"""After the meeting: notes read into a record, its papers, and what is learnt (practices 73 to 98)."""
