"""What comes as a file or a page, read into a title, a date and words.

Files of strangers can be made to take a reader's memory or its time. So they are read
in a process of their own (`apart`), which has little of both and nothing else to lose.
"""
