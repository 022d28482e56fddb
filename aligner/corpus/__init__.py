"""Aligns a whole collection into one file: `aligner corpus`, which can be killed and continued at any time.

    inputs ──► entries ──► workers, a record a document ──► journal and its parts ──► output, summary, report

While documents are aligned, only the journal and its part files are written, beside the output and in the
order of the documents. The number of whole lines in the journal says how far the run has come. Output,
summary and report are made from these files alone, so they are the same with any number of processes, whether
the run was interrupted or not.
"""
