"""What people do with campaigns from the command line."""
