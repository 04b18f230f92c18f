"""The built-in appraisal: what one trainee turn did, without a model or a network."""
