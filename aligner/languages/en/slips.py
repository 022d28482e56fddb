"""The places where English sentences are damaged on purpose, for tests of the checks."""

from __future__ import annotations

from functools import partial

from aligner.expressions import compiled
from aligner.languages.slips import Slips, slips_of

SLIPS = Slips(
    forms=partial(slips_of, "en"),
    border=r"\b",
    clause=compiled(r",? (?:and|but|while|after|because|which|so that|as well as) |[,;] "),
    day=compiled(r"(?<![\w.,])\d{1,2}(?=st\b|nd\b|rd\b|th\b)"),
    day_ending="th",
    last_name=compiled(
        r"\b[A-Z][a-z]+(?:-[a-z]+)?(,? and (?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+(?:-[a-z]+)?)(?=[ ,.])(?! [A-Z])"
    ),
    lower="a-z",
    month_around=r"(?:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\bby )|(?<=\blast ))(?:{0})\b|\b(?:{0})(?= \d)",
    name=compiled(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?:-[a-z]+)?\b(?!-)"),
    person=compiled(r"\b([A-Z][a-z]+) [A-Z][a-z]+-[a-z]+\b"),
    name_ends=(".", '"', "”"),
    pieces=compiled(r"\b[a-z]{2,}(?: [a-z]{2,}){4}\b"),
    words=compiled(r"\b[a-z]{4,}\b"),
)
