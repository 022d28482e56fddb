"""Korean."""

from __future__ import annotations

import re

from aligner.languages.ko import analysers, comparing, page, quantities, sentences
from aligner.languages.ko.checking import CHECKING
from aligner.languages.ko.messages import messages
from aligner.languages.ko.names import korean_persons
from aligner.languages.ko.stems import WORDS
from aligner.languages.ko.tokens import TOKENS
from aligner.languages.language import Language, Script, Splitting

LANGUAGE = Language(
    code="ko",
    comparing=comparing.COMPARING,
    edge="",
    name="Korean",
    checking=CHECKING,
    messages=messages,
    names=korean_persons,
    page=page.MANNERS,
    read_quantities=quantities.read,
    # Korean news is full of Latin names, not the reverse: a third of the letters are enough.
    script=Script(re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+"), telling=2),
    splitting=Splitting(sentences.korean_cuts, analysers.BACKENDS, analysers.backend_in_use),
    tokens=TOKENS,
    words=WORDS,
)
