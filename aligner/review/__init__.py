"""The editor's desk: documents in the browser that are corrected, checked again at once, and handed on.

`work` knows what an editor did with a document, `desk` which documents there are and where their work is
kept, `pages` how they look, `handing` in which forms they leave, `app` who may ask for what. All runs on this
machine and needs no network.
"""
