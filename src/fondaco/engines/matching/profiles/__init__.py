"""Who should meet whom at a matchmaking day, from profiles and past meetings."""
