"""Align two sides with their signals: find the beads, each with its evidence and confidence."""
