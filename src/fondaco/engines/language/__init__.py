"""What Fondaco knows of Italian and English words: names of countries and places."""
