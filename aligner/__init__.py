"""Pairs the sentences of a Korean article with their English translation."""
