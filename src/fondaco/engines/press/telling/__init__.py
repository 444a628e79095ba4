"""Who does what, where and when: from what a text names to what it tells."""
