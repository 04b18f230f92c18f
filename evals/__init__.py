"""How good Candor is, measured on labelled data."""
