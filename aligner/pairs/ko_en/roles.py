"""Words that say what is counted, for roles that are easily swapped: killed and hurt, men and women."""

from __future__ import annotations

import re
from functools import cache

from aligner.expressions import compiled
from aligner.languages import language
from aligner.model.text import LanguageCode
from aligner.tables import read_table


@cache
def role_words(code: LanguageCode) -> re.Pattern[str]:
    """Return a pattern of the words of a language, with one group per role, named after it."""
    rows = [(row["role"], row[code].replace(" ", r"\s+")) for _, row in read_table("ko_en/roles.tsv")]
    edge = language(code).edge
    return compiled("|".join(f"(?P<{role}>{edge}(?:{words}))" for role, words in rows), re.IGNORECASE)
