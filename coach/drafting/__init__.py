"""From a messy situation to the case pack, and from an email to plain words."""
