"""From a file that somebody sent to answers with their place in it."""
