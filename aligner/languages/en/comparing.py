"""What the comparison of quantities has to know of English."""

from __future__ import annotations

import re

from aligner.languages.language import Comparing

COMPARING = Comparing(
    dozens=("dozen",),
    half_day=re.compile(r"[ap]\.? ?m|noon|night|morning|evening", re.IGNORECASE),
    meant={"degree": ("degree", "C", "F")},
)
