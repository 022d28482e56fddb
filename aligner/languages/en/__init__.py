"""English."""

from __future__ import annotations

import re

from aligner.languages.en import comparing, page, quantities, sentences
from aligner.languages.language import Language, Script, Splitting

LANGUAGE = Language(
    code="en",
    comparing=comparing.COMPARING,
    name="English",
    page=page.MANNERS,
    read_quantities=quantities.read,
    script=Script(re.compile(r"[A-Za-z]+")),
    splitting=Splitting(lambda text, quotes, _: sentences.english_cuts(text, quotes)),
)
