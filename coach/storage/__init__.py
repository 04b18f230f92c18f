"""Cases, revisions, practice talks and settings, kept in a database; export."""
