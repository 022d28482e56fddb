"""The component of `aligner.pipelines.spacy` under the name `aligner`, for every pipeline of an installation.

The entry point `spacy_factories` leads here, so `nlp.add_pipe("aligner")`, and a saved pipeline that has it,
work without an import of ours. spaCy has to be installed.
"""

from __future__ import annotations

from spacy.language import Language

from aligner.pipelines.spacy import add_spans

Language.component("aligner", func=add_spans)
