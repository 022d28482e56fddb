"""English: its traits, put together in the record `LANGUAGE`."""

from __future__ import annotations

from functools import partial

from aligner.expressions import compiled
from aligner.languages.en import comparing, line_ends, page, quantities, sentences
from aligner.languages.en.checking import CHECKING
from aligner.languages.en.names import english_names
from aligner.languages.en.slips import SLIPS
from aligner.languages.en.stems import WORDS
from aligner.languages.en.tokens import TOKENS
from aligner.languages.labels import labels_of
from aligner.languages.language import Language, Script, Splitting

LANGUAGE = Language(
    code="en",
    name="English",
    checking=CHECKING,
    comparing=comparing.COMPARING,
    headers={
        "source": "source",
        "source text": "source",
        "source segment": "source",
        "original": "source",
        "src": "source",
        "target": "target",
        "tgt": "target",
        "trg": "target",
        "target text": "target",
        "target segment": "target",
        "translation": "target",
        "eng": "en",
    },
    labels=partial(labels_of, "en"),
    names=english_names,
    page=page.MANNERS,
    read_quantities=quantities.read,
    script=Script(compiled(r"[A-Za-z]+")),
    slips=SLIPS,
    splitting=Splitting(
        lambda text, quotes, _: sentences.english_cuts(text, quotes), continues=line_ends.continues
    ),
    tokens=TOKENS,
    words=WORDS,
)
