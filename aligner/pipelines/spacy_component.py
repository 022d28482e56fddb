"""The component of `aligner.pipelines.spacy` under the name `aligner`, for every pipeline of an installation.

The entry point `spacy_factories` leads here, so `nlp.add_pipe("aligner")`, and a saved pipeline that has it,
work without an import of ours. Only spaCy follows that; where it is not installed there is nothing to do.
"""

from __future__ import annotations

from contextlib import suppress

from aligner.pipelines.spacy import add_spans

with suppress(ImportError):
    from spacy.language import Language

    Language.component("aligner", func=add_spans)
