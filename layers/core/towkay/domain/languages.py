"""Which language is something said in?"""

Language = str  # a BCP 47 tag: "zh-TW", "en"
