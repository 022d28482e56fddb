"""The subject drifts: Korean leaves it out, and machine translation guesses `he` here, `they` or `we` there.

Info only: who the subject is takes more than grammar. Reported is a `we` or `they` that opens an English
sentence, outside quotations, where the Korean has no word for it and the article speaks of one person nearby.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aligner.article import Article
from aligner.ladder.bead import Bead
from aligner.mismatches.finding import Finding, Passage, korean_and_english, quoted
from aligner.mismatches.marks import read_quotations
from aligner.span import Span

# `They`, `On the 3rd, they`, `In Gunsan, at the port, we`: the subject of the main clause.
OPENING = re.compile(
    r"(?:^|(?<=[.!?”\"] ))(?:[A-Z][^,.!?\"“”]{0,60}, (?:[^,.!?\"“”]{1,60}, )?)?(?P<pronoun>[Tt]hey|[Ww]e)\b"
)
ONE_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
# Words that are, or can be, the plural subject in Korean: pronouns, plural -들, both sides, bodies of people.
PLURAL = {
    "we": re.compile(r"우리|저희|본사|당사|본지|취재진|필자"),
    "they": re.compile(
        r"그들|이들|저들|들(?:은|이|도)|양측|양국|두 사람|모두|일행"
        r"|(?:당국|팀|위원회|정부|경찰|업체|회사|협회|단체|측)(?:은|는|이|가)"
    ),
}
# How many beads before and after are searched for the one person.
NEARBY = 3


def _outside_quotations(passage: Passage) -> str:
    """The text with quotations blanked, so that spans stay."""
    text = passage.text
    for pair in read_quotations(text).paired:
        text = text[: pair.start + 1] + "~" * (pair.end - pair.start - 2) + text[pair.end - 1 :]
    return text


def drifting_subjects(beads: Sequence[Bead], article: Article) -> Iterator[Finding]:
    """`They` or `we` for a subject that the Korean leaves out and that is one person in the sentences around.

    Right: `시장은 군산을 찾았다. 이어 주민들을 만났다.` / `The mayor visited Gunsan. He then met residents.`
    Wrong: `... They then met residents.`, `... We then met residents.`

    Limits: into English only; `he` for `she` is not looked at.
    """
    if article.target.language != "en":
        return
    sides = [korean_and_english(bead, article) if bead.source and bead.target else None for bead in beads]
    texts = [_outside_quotations(both[1]) if both else "" for both in sides]
    singular = [bool(ONE_PERSON.search(text)) for text in texts]
    for number, both in enumerate(sides):
        if both is None or not any(singular[max(0, number - NEARBY) : number + NEARBY + 1]):
            continue
        korean, english = both
        for match in OPENING.finditer(texts[number]):
            pronoun = match["pronoun"].lower()
            if not PLURAL[pronoun].search(korean.text):
                yield Finding(
                    "pronoun",
                    f"{quoted(match['pronoun'])} has no counterpart: the source leaves the subject out.",
                    korean.whole(),
                    english.place(Span(*match.span("pronoun"))),
                    confidence=0.6,
                )
