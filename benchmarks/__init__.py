"""Measurements of plancmp, which write docs/performance.md."""
