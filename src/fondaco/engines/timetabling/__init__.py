"""Who meets whom, when, at which table: timetables of matchmaking days."""
