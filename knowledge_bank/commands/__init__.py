"""The commands behind `kb`: each parses nothing, prints, and returns an exit code."""

CLEAN, FOUND, COULD_NOT_RUN, STOPPED = 0, 1, 2, 130
