"""Where Korean sentences are damaged on purpose."""

from __future__ import annotations

import re
from functools import partial

from aligner.languages.slips import Slips, slips_of

SLIPS = Slips(
    forms=partial(slips_of, "ko"),
    after_number=re.compile(r"\s?(?:년|월|일|시(?!간|민|설)|분|회|제)"),
    clause_first=True,
    clause=re.compile(r"(?<=[고며자서])(?:, | )|(?<=지만)(?:, | )|(?<=는데)(?:, | )"),
    day=re.compile(r"(?<![\w.,])\d{1,2}(?=일(?!간|보|부))"),
    last_name=re.compile(r"[가-힣]([와과] [가-힣]{2,4})(?=[은는이가의])"),
    lower="가-힣",
    pieces=re.compile(r"[가-힣]{3,}"),
    states_month=re.compile(r"\d\s?월"),
    words=re.compile(r"[가-힣]{2,}"),
)
