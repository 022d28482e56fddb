"""The places where Korean sentences are damaged on purpose, for tests of the checks."""

from __future__ import annotations

from functools import partial

from aligner.expressions import expression
from aligner.languages.slips import Slips, slips_of

SLIPS = Slips(
    forms=partial(slips_of, "ko"),
    after_number=expression(r"\s?(?:년|월|일|시(?!간|민|설)|분|회|제)"),
    clause_first=True,
    clause=expression(r"(?<=[고며자서])(?:, | )|(?<=지만)(?:, | )|(?<=는데)(?:, | )"),
    day=expression(r"(?<![\w.,])\d{1,2}(?=일(?!간|보|부))"),
    last_name=expression(r"[가-힣]([와과] [가-힣]{2,4})(?=[은는이가의])"),
    lower="가-힣",
    pieces=expression(r"[가-힣]{3,}"),
    states_month=expression(r"\d\s?월"),
    words=expression(r"[가-힣]{2,}"),
)
