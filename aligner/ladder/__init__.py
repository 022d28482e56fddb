"""From two sides with their signals to beads, each with its evidence and confidence."""
