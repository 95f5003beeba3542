"""Young people over time: their spells, the year and the trend."""
