"""Keeping and erasing: what goes out of a store, and how nothing is lost or counted twice."""
