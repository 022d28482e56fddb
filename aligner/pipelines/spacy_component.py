"""The component of `aligner.pipelines.spacy` under the name `aligner`, for every pipeline of an installation.

The entry point `spacy_factories` leads here, so `nlp.add_pipe("aligner")`, and a saved pipeline that has it,
work without an import of ours. spaCy has to be installed.
"""

from __future__ import annotations

from aligner.model.errors import MissingExtraError
from aligner.pipelines.spacy import add_spans

try:
    from spacy.language import Language
except ImportError as missing:
    raise MissingExtraError.of("the component needs", "spacy", "recipes") from missing

Language.component("aligner", func=add_spans)
