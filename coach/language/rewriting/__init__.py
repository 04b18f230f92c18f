"""Plain rewriting by rule: every fact kept, none invented, each change open to refusal."""
