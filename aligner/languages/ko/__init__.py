"""Korean."""

from __future__ import annotations

import re

from aligner.languages.ko import quantities
from aligner.languages.ko.checking import CHECKING
from aligner.languages.ko.messages import messages
from aligner.languages.ko.names import korean_names
from aligner.languages.ko.stems import WORDS
from aligner.languages.ko.tokens import TOKENS
from aligner.languages.language import Language

LANGUAGE = Language(
    code="ko",
    name="Korean",
    checking=CHECKING,
    letters=re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+"),
    messages=messages,
    names=korean_names,
    read_quantities=quantities.read,
    tokens=TOKENS,
    words=WORDS,
)
