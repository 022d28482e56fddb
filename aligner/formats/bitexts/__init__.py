"""Files of pairs that are aligned already, as programs for translators write them.

Each format is a function that reads a file unit by unit: its texts, the line an editor shows, its state. Tags
inside a text are kept as places, so that they can be compared and are no words of the text. What can't be
read is a `BadUnit`, and the rest goes on.
"""
