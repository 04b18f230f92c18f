"""How fast Candor is. Figures are CPU seconds of this machine; nothing here is a test."""
