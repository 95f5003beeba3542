"""The year and the trend once more, in plain loops, from their definitions alone."""
