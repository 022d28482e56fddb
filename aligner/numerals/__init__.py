"""Exact numbers, dates in parts and units: what the readers of all languages share."""
