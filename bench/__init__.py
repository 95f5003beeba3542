"""Time and memory of the program, as ratios measured in one run."""
