"""Pure text checks: double-talk, readability, facts, plain rewriting."""
