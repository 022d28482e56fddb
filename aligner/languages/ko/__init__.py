"""Korean."""

from __future__ import annotations

import re

from aligner.languages.ko import quantities
from aligner.languages.language import Language

LANGUAGE = Language(
    code="ko",
    name="Korean",
    letters=re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+"),
    read_quantities=quantities.read,
)
