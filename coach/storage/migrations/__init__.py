"""How the tables grew, one step a file."""
