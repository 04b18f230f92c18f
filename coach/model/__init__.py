"""The one way out to a language model."""
