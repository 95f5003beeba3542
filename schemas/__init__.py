"""What a return is: codebook, contract, rules, problems and reference tables."""
