"""A whole collection to one file: `aligner corpus`, which can be killed at any moment and then goes on.

    inputs ──► entries ──► workers, a record a document ──► journal and its parts ──► output, summary, report

The journal and its part files, beside the output, are all that is written while documents are aligned, in
their order. How far a run had come is how many whole lines the journal holds; and the output, the summary and
the report are made from these files and from nothing else, so they are the same whether the run was
interrupted or not, on any number of processes.
"""
