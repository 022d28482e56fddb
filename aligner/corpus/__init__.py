"""A whole collection to one file: `aligner corpus`, which can be killed at any moment and then goes on.

    inputs ──► entries ──► workers, a line a document ──► journal ──► output, summary, report

The journal, a file beside the output, is the only thing written while documents are aligned, in their order
and one line each. How far a run had come is how many whole lines it holds; and the output, the summary and
the report are made from it and from nothing else, so they are the same whether the run was interrupted or
not, on any number of processes.
"""
