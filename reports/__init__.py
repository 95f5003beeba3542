"""What leaves: tables declared as data, and the files they are written to."""
