"""Question in, cited answer out. The centre: imports nothing else of ours."""
