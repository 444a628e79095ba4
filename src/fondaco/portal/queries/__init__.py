"""What the pages that bring several apps together read, in few queries each."""
