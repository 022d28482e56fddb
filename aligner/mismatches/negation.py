"""One side says not, the other does not.

Negation is spread over many forms: 안, 못, -지 않다, 없다, 아니다 and Sino-Korean prefixes (불참, 무관)
against not, never, un-, fail to, without. Counting them disagrees on one correct pair in seventeen
(development news). So a pair is judged only where nothing else can carry the negation: one side has a
plain one, the other has none at all, neither plain nor hidden in a word (`refused`, 반대). What negates
and what does not are two tables, `data/ko/negation.tsv` and `data/en/negation.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from aligner.article import Article
from aligner.data import read_table
from aligner.ladder.bead import Bead
from aligner.length import english_length, korean_length
from aligner.lexicon import english_stem, news_lexicon
from aligner.lexicon.stems import function_words
from aligner.mismatches.cover import korean_words
from aligner.mismatches.finding import Finding, Passage, korean_and_english, quoted
from aligner.span import Language, Span

# A Korean negation counts only in a predicate that ends a clause (`열리지 않았지만`, `없다고 밝혔다`): in
# attributes and adverbs (`변하지 않는`, `예외 없이`) translators are free.
CLAUSE_END = re.compile(
    r"[가-힣]{0,4}(?:으나|지만|으니|으며|는데|다|고|음|다며|다고|습니다)(?:[,.!”\"’' ]|$)"
)
# Log ratio of the lengths beyond which one side holds more than the other, perhaps with a `not` of its own
# (`The company did not respond to calls`): English longer, Korean longer.
LONGEST = 0.30
SHORTEST = -0.45
# How far behind a negation its verb may stand: `will not be held`, `did not, he said, agree` is too far.
FARTHEST = 24
NOTHING = r"(?!)"
WORD = re.compile(r"[A-Za-z-]+")


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    """For each sort the pattern of its forms, the longest first."""
    forms: dict[str, list[str]] = {"plain": [], "cancelled": [], "hidden": [], "perhaps": []}
    for _, row in read_table(f"{language}/negation.tsv"):
        forms[row["sort"]].append(row["form"])
    write = _korean_pattern if language == "ko" else _english_pattern
    return {sort: re.compile(write(rows) or NOTHING, re.IGNORECASE) for sort, rows in forms.items()}


def _korean_pattern(forms: Sequence[str]) -> str:
    written = (
        rf"(?<![가-힣]){form}(?=\s)" if form == "안" else re.escape(form) for form in _by_length(forms)
    )
    return "|".join(written)


def _english_pattern(forms: Sequence[str]) -> str:
    """Words as they are, beginnings (`un-`), endings (`-less`) and what is cut off at `n't`.

    Each sort stands in one group behind its border: a border before each form costs ten times as much.
    """
    beginnings = [form[:-1] for form in forms if form.endswith("-")]
    endings = [form[1:] for form in forms if form.startswith("-")]
    joined = [form for form in forms if form == "n't"]
    words = [form for form in forms if form not in joined and form.strip("-") == form]
    groups = ((r"\b", words, r"\b"), (r"\b", beginnings, r"\w"), (r"\w", endings, r"\b"), ("", joined, r"\b"))
    return "|".join(
        f"{before}(?:{'|'.join(map(_apostrophes, _by_length(group)))}){after}"
        for before, group, after in groups
        if group
    )


def _by_length(forms: Sequence[str]) -> list[str]:
    return sorted(forms, key=len, reverse=True)


def _apostrophes(form: str) -> str:
    return form.replace("n't", "n['’´‘`]t")


def _negations(passage: Passage) -> list[Span]:
    """Plain negations that no phrase around them cancels."""
    patterns = _patterns(passage.language)
    found = [Span(*match.span()) for match in patterns["plain"].finditer(passage.text)]
    if not found:
        return []
    cancelled = {
        position
        for match in patterns["cancelled"].finditer(passage.text)
        for position in range(*match.span())
    }
    return [span for span in found if cancelled.isdisjoint(range(*span))]


def _says_no(passage: Passage) -> bool:
    """Whether anything in the passage can carry a negation."""
    patterns = _patterns(passage.language)
    return any(patterns[sort].search(passage.text) for sort in ("plain", "cancelled", "hidden"))


def flipped_negation(bead: Bead, article: Article) -> Iterator[Finding]:
    """A clause that is negated on one side only.

    Right: `행사는 열리지 않았다` / `The event was cancelled.`; `불참했다` / `did not attend`.
    Wrong: `시장은 안건에 동의했다` / `The mayor did not agree to the agenda.`; `회의는 열리지 않았다` /
    `The meeting was held.`

    Where the English is long, or the Korean has a word like 까지 (`not until`), the word behind the negation
    must translate one of the Korean: `특별전을 8일까지 개최한다` / `It will not hold the exhibition ...`.

    Limits: about half of all flips are found. A sentence with a second negation, or with a word that may
    carry one, is not judged.
    """
    korean, english = korean_and_english(bead, article)
    if not (bead.source and bead.target):
        return
    from math import log

    ratio = log(english_length(english.text) / korean_length(korean.text))
    negated = _negations(english)
    if negated and not _says_no(korean):
        # Long English may have a `not` of its own; not so if what it negates is in the Korean.
        if ratio > LONGEST or _patterns("ko")["perhaps"].search(korean.text):
            negated = [span for span in negated if _negates_what_is_said(english.text, span, korean.text)]
        if negated:
            yield _flipped(article, korean, english, english, negated[0])
        return
    if ratio < SHORTEST:
        return
    negated = [span for span in _negations(korean) if CLAUSE_END.match(korean.text, span.end)]
    if negated and not _says_no(english):
        yield _flipped(article, korean, english, korean, negated[-1])


def _negates_what_is_said(english: str, span: Span, korean: str) -> bool:
    """Whether the first content word behind a negation translates a word of the Korean text."""
    lexicon = news_lexicon().translations
    for match in WORD.finditer(english, span.end, span.end + FARTHEST):
        if match[0].lower() not in function_words():
            stem = english_stem(match[0])
            return any(stem in lexicon[word] for word in korean_words(korean) if word in lexicon)
    return False


def _flipped(article: Article, korean: Passage, english: Passage, negated: Passage, span: Span) -> Finding:
    place = negated.place(_with_word(negated.text, span))
    other = english if negated is korean else korean
    in_source = negated.side is article.source
    message = (
        f"The source says {quoted(place.surface)}, the translation has no negation."
        if in_source
        else f"The translation says {quoted(place.surface)}, the source has no negation."
    )
    places = (place, other.whole()) if in_source else (other.whole(), place)
    return Finding("negation", message, *places, confidence=0.75)


def _with_word(text: str, span: Span) -> Span:
    """The negation with the word it belongs to and the one before it: `did not`, `열리지 않았다`."""
    end = span.end
    while end < len(text) and text[end].isalpha():
        end += 1
    start = text.rfind(" ", 0, max(0, span.start - 1)) + 1
    return Span(max(start, span.start - 20), end)
