"""How well the assistant answers: benchmarks, cases and metrics."""
