"""What became of the messages of one contact, and why."""
