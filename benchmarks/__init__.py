"""Measurements of plancmp: whole processes in pairs, on data of any size. See docs/performance.md."""
