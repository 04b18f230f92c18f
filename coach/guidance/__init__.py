"""The method's passages and the search over them; the only room that talks to Chroma."""
