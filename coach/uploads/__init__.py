"""Files that somebody gives: read in a process of its own, under limits, for their words alone."""
