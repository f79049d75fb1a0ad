"""The part of the probe that runs in the application's own interpreter, on a copy of the project.

Nothing but the standard library and the application's own FastAPI, in the syntax of Python 3.8: that interpreter may be
older or newer than Specward's. So these modules import nothing of Specward, and each other by a dot only. `main` reads
what is asked from a file and leaves its answers in files of a private folder: what the application prints, closes,
forks or leaves running does not get into them.
"""
