"""English."""

from __future__ import annotations

import re
from functools import partial

from aligner.languages.en import quantities, sentences
from aligner.languages.en.slips import SLIPS
from aligner.languages.labels import labels_of
from aligner.languages.language import Language, Script, Splitting

LANGUAGE = Language(
    code="en",
    headers={
        "source": "source",
        "src": "source",
        "target": "target",
        "tgt": "target",
        "trg": "target",
        "eng": "en",
    },
    labels=partial(labels_of, "en"),
    name="English",
    read_quantities=quantities.read,
    slips=SLIPS,
    script=Script(re.compile(r"[A-Za-z]+")),
    splitting=Splitting(lambda text, quotes, _: sentences.english_cuts(text, quotes)),
)
