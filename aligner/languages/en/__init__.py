"""English."""

from __future__ import annotations

import re

from aligner.languages.en import quantities
from aligner.languages.language import Language

LANGUAGE = Language(
    code="en",
    name="English",
    letters=re.compile(r"[A-Za-z]+"),
    read_quantities=quantities.read,
)
