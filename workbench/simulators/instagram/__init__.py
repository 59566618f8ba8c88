"""Instagram messaging as its two hosts show it: by Facebook Login and by Instagram Login."""
