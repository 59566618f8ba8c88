"""What was given up: what is it about, why, and what would come of sending it back?"""
