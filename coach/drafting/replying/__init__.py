"""Answering a client's angry email: read what they ask and suffered, draft the reply."""
