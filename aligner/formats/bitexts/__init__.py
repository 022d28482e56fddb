"""Reads files of aligned pairs as programs for translators write them.

Each format is a function that reads a file unit by unit: texts, the line that an editor shows, the state.
Tags inside a text are kept as places, so that they can be compared and are not taken for words. What can't be
read is a `BadUnit`, and reading goes on.
"""
