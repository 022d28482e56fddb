"""Persons and firms that are known only by a letter, as in reports on crimes: `A씨`, `B군`, `C사`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.expressions import compiled, expression
from aligner.model.text import Span
from aligner.pairs.markers import ChangedWord

_SUFFIX = r"(?:모 ?씨|씨|군|양|사(?![가-힣]{2})|교수|교사|의원|업체|변호사|대표)"
# It begins with a set of letters, which the regex engine finds fast.
LETTERED = expression(
    rf"(?P<letter>[A-Z](?<![A-Za-z0-9가-힣-].)) ?(?:\([^()]{{1,12}}\) ?)?"
    rf"{_SUFFIX}(?P<particle>[가-힣]{{0,2}})"
)
# The letter is not described by a noun before it, which may stand for it: `동생 B씨`, "his brother".
_ALONE = expression(r"(?:^|[^가-힣]|[은는이가을를과와의도에로고며면해던] )$")
_LETTER = r"(?<![\w&/.'\N{RIGHT SINGLE QUOTATION MARK}-])%s(?![\w&/'\N{RIGHT SINGLE QUOTATION MARK}-])"
_ARTICLE = expression(r"(?:^|[.!?:\"\N{LEFT DOUBLE QUOTATION MARK}(] ?)A [a-z]")
_DOER, _UNDERGOER = ("가", "이", "은", "는", "께서"), ("를", "을")
# Predicates by which the English may have the other one as its subject; from general knowledge.
_TURNED = compiled(
    "당[했하한해]|받[았은아는]|맞[았은아]|되[다어었]|[됐혔]|만[나났난]|통해|위해|대신|따라|두고|비롯|포함|결혼|이혼|닮"
)
_TITLE = r"(?:M[rs]s?\.?|[Cc]ompany|[Ff]irm|[Ss]tudent|[Tt]eacher)"
# The English between the two: a predicate in the active voice.
_PASSIVE = "by|from|was|were|is|are|been|being|be|got|and|or|than|who|whom|that|when|with|of"
_ACTIVE = expression(rf" (?!(?:\w+ ){{0,6}}(?:{_PASSIVE})\b)(?:[a-z]+ ){{1,4}}(?:{_TITLE} )?")
_SUBJECT = expression(
    r"(?:^|[.!?,\"\N{LEFT DOUBLE QUOTATION MARK}] ?"
    rf"|\b(?:that|said|believes?|if|when|because|while|after|{_TITLE}) )$"
)
TWO, LIKELY = 2, 0.75


def lost_letters(korean: str, english: str) -> Iterator[Span]:
    """Yield persons known by a letter whom the English lacks, though it has another one by the letter.

    Examples:
        >>> list(lost_letters("A군은 B군과 함께 있었다.", "The boy, identified as A, was there."))
        [Span(start=4, end=6)]
        >>> list(lost_letters("A군은 B군과 함께 있었다.", "The two boys were there."))
        []
    """
    lettered = _lettered(korean)
    letters = {match["letter"] for match in lettered}
    if len(letters) < TWO:
        return
    strange = {match[0] for match in re.finditer(_LETTER % "[B-HJ-Z]", english)} - letters
    without_articles = _ARTICLE.sub(" ", english)
    if strange or not any(_places(letter, without_articles) for letter in letters):
        return
    for letter in sorted(letters):
        match = next(match for match in lettered if match["letter"] == letter)
        if not _places(letter, english) and _ALONE.search(korean, 0, match.start()):
            yield Span(match.start(), match.start("particle"))


def exchanged_letters(korean: str, english: str) -> Iterator[ChangedWord]:
    """Yield the doer of an act if the English has it done by the other one.

    Examples:
        >>> [change.first for change in exchanged_letters("A씨가 B씨를 때렸다.", "B hit A.")]
        [Span(start=0, end=2)]
        >>> list(exchanged_letters("A씨가 B씨를 때렸다.", "B was hit by A."))
        []
    """
    lettered = _lettered(korean)
    if len(lettered) != TWO or _TURNED.search(korean):
        return
    doers = [match for match in lettered if match["particle"] in _DOER]
    undergoers = [match for match in lettered if match["particle"] in _UNDERGOER]
    if len(doers) != 1 or len(undergoers) != 1 or doers[0]["letter"] == undergoers[0]["letter"]:
        return
    doer, undergoer = doers[0], undergoers[0]
    subjects, objects = _places(undergoer["letter"], english), _places(doer["letter"], english)
    if len(subjects) != 1 or len(objects) != 1:
        return
    subject, thing = subjects[0], objects[0]
    if _SUBJECT.search(english, 0, subject.start) and _ACTIVE.fullmatch(english, subject.end, thing.start):
        yield ChangedWord(Span(doer.start(), doer.start("particle")), subject, LIKELY)


def _lettered(korean: str) -> list[re.Match[str]]:
    return list(LETTERED.finditer(korean))


def _places(letter: str, english: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(_LETTER % letter, english)]
