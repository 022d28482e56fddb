"""Shows alignments to people: reports in the terminal and in the browser, tables in notebooks, pictures."""
