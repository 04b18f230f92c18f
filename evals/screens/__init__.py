"""Every page in a real browser: screenshots, what axe says, and what a screen reader is told."""
