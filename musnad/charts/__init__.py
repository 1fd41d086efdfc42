"""Charts as SVG: pure functions from numbers to text, readable in print and in both directions of writing."""
