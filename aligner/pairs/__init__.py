"""What is true of two languages: a folder for each pair."""
