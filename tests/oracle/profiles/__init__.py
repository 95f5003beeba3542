"""A board's profile once more, in plain loops, from docs/profile.md alone."""
