"""What people of the brand know of contacts: shown, noted, imported."""
