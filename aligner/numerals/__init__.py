"""Exact numbers, dates in parts and units, which the readers of all languages share."""
