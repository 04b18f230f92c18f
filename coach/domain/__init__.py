"""Records that flow between the rooms. No behaviour beyond what a record knows of itself."""
