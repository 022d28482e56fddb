"""English."""

from __future__ import annotations

import re

from aligner.languages.en import comparing, page, quantities, sentences
from aligner.languages.en.checking import CHECKING
from aligner.languages.en.names import english_names
from aligner.languages.en.stems import WORDS
from aligner.languages.en.tokens import TOKENS
from aligner.languages.language import Language, Script, Splitting

LANGUAGE = Language(
    code="en",
    comparing=comparing.COMPARING,
    name="English",
    checking=CHECKING,
    names=english_names,
    page=page.MANNERS,
    read_quantities=quantities.read,
    script=Script(re.compile(r"[A-Za-z]+")),
    splitting=Splitting(lambda text, quotes, _: sentences.english_cuts(text, quotes)),
    tokens=TOKENS,
    words=WORDS,
)
