"""Releases: what was published, sealed in the store; what is published later is held against it."""
