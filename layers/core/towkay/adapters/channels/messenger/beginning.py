"""What does the button bring back by which a chat with a Page begins?

We write it into the Page's profile, and a tap on it comes as a postback with these words.
"""

GET_STARTED = "GET_STARTED"
