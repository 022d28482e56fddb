"""Registers the component of `aligner.pipelines.spacy` as `aligner`, for every pipeline of an installation.

spaCy finds this module by the entry point `spacy_factories`, so `nlp.add_pipe("aligner")`, and loading a
pipeline that was saved with it, need no import of ours. Without spaCy nothing reads the entry point.
"""

from __future__ import annotations

from contextlib import suppress

from aligner.pipelines.spacy import add_spans

with suppress(ImportError):
    from spacy.language import Language

    Language.component("aligner", func=add_spans)
