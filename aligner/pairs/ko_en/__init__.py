"""Korean and English."""
