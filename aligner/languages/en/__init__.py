"""English."""

from __future__ import annotations

import re

from aligner.languages.en import quantities
from aligner.languages.en.checking import CHECKING
from aligner.languages.en.names import english_names
from aligner.languages.en.stems import WORDS
from aligner.languages.en.tokens import TOKENS
from aligner.languages.language import Language

LANGUAGE = Language(
    code="en",
    name="English",
    checking=CHECKING,
    letters=re.compile(r"[A-Za-z]+"),
    names=english_names,
    read_quantities=quantities.read,
    tokens=TOKENS,
    words=WORDS,
)
