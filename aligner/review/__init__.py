"""The editor's desk: documents are corrected in the browser, checked again at once, and exported.

The module `desk` holds the documents, `documents` reads and writes their files, `opened` checks them after
changes, `pages` renders them, `handing` exports them, `app` answers requests, and `gate` decides who may send
requests. The changes of an editor are values of `aligner.corrections`. All runs on this machine and needs no
network.
"""
