"""Pairs of young people that may be one: found, weighed and explained; people decide."""
