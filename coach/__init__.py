"""Candor: a coach for difficult client conversations."""
