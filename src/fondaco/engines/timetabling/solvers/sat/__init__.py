"""Small days solved to proven optimality by SAT, asking for at most so many breaks."""
