"""The attacker: what can be worked out of the hidden cells of what was published.  Shares no code
with the protection (`reports/disclosure`), so that it can prove it."""
