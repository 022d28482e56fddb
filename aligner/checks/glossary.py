"""The user's own terms: how a word of the source has to be called in the translation, and how it must not.

A glossary is a file (`aligner.formats.glossary`), which `aligner.read_glossary("terms.tsv")` reads for the
setting `glossary`. It becomes a check like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from aligner.characters import folded_text
from aligner.checks.check import Check
from aligner.checks.finding import Finding, Place
from aligner.checks.view import PairView
from aligner.languages import Language
from aligner.model.lexicon import Term
from aligner.model.mismatch import Kind
from aligner.model.text import Span


def missed_terms(view: PairView) -> Iterator[Finding]:
    """Terms of the source without their counterpart in the target, or with one that is forbidden.

    Term: `전북특별자치도` / `Jeonbuk State`
    Right:
        `전북특별자치도는 계획을 세웠다.` / `Jeonbuk State's plan is made.`
    Wrong (glossary):
        `전북특별자치도는 계획을 세웠다.` / `North Jeolla Province's plan is made.`

    Of two terms that overlap the longer counts; of homonyms the row whose context stands in the source, else
    the one without context. Korean particles and English plurals are understood. A forbidden word inside a
    longer one that is right is none.

    Limits: a term that is taken up by a pronoun is reported as well.
    """
    if not view.terms or not view.has_both:
        return
    source, target, book = view.source, view.target, _book(view.terms)
    seen: dict[Term, tuple[Span, ...] | None] = {}
    for span, term in book.places(source.text, view.source_language):
        first = term not in seen
        if first:
            seen[term] = _answers(target.text, term, view.target_language)
        banned = seen[term]
        if banned and first:
            for found in banned:
                yield _forbidden(term, source.place(span), target.place(found))
        elif banned is None:
            fields = {"term": span.of(source.text), "other": term.targets[0], **_noted(term)}
            key = "noted" if term.note else ""
            yield Finding(
                "glossary", source.place(span), target.whole(), key=key, fields=fields, strength=0.9
            )
    for term in book.anywhere:
        for found in _uses(target.text, term.forbidden, term, view.target_language):
            yield _forbidden(term, None, target.place(found))


def _answers(text: str, term: Term, language: Language) -> tuple[Span, ...] | None:
    """Where a translation has what the term must not be called; None if it lacks what it may be called."""
    allowed = _uses(text, term.targets, term, language)
    forbidden = _uses(text, term.forbidden, term, language)
    banned = tuple(place for place in forbidden if not _is_inside(place, allowed))
    return None if term.targets and not allowed and not banned else banned


def _forbidden(term: Term, source: Place | None, target: Place) -> Finding:
    """A finding for a word that is forbidden."""
    fields = {"banned": target.surface, **_noted(term)}
    if term.targets:
        fields["other"] = term.targets[0]
    key = "_".join(filter(None, ("forbidden", "instead" * bool(term.targets), "noted" * bool(term.note))))
    return Finding("glossary", source, target, key=key, fields=fields, strength=0.9)


def _noted(term: Term) -> dict[str, str]:
    return {"note": term.note} if term.note else {}


@dataclass(frozen=True)
class _Book:
    """The terms of a glossary, to be looked for together.

    Attributes:
        of_form: The rows of each source form, in lower case.
        pattern: Any of the forms, the longest first; None if there are none.
        anywhere: Rows without a source: words that are forbidden wherever they stand.
    """

    of_form: dict[str, tuple[Term, ...]]
    pattern: re.Pattern[str] | None
    anywhere: tuple[Term, ...]

    def places(self, text: str, language: Language) -> Iterator[tuple[Span, Term]]:
        """Where a term stands in a text of the source, and the row that is meant."""
        for match in self.pattern.finditer(text) if self.pattern else ():
            term = _meant(self.of_form.get(match[0].lower(), ()), match[0], text)
            span = Span(*match.span())
            if term and (term.part or _is_word(text, span, language)):
                yield span, term


@lru_cache(maxsize=8)  # glossaries
def _book(terms: tuple[Term, ...]) -> _Book:
    """The terms, folded as the texts are."""
    of_form: dict[str, tuple[Term, ...]] = {}
    anywhere = []
    for term in map(_folded, terms):
        if term.source:
            key = term.source.lower()
            of_form[key] = (*of_form.get(key, ()), term)
        else:
            anywhere.append(term)
    forms = {term.source for rows in of_form.values() for term in rows}
    pattern = "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
    return _Book(of_form, re.compile(pattern, re.IGNORECASE) if pattern else None, tuple(anywhere))


def _folded(term: Term) -> Term:
    return replace(
        term,
        source=folded_text(term.source),
        targets=tuple(map(folded_text, term.targets)),
        forbidden=tuple(map(folded_text, term.forbidden)),
        context=tuple(folded_text(word).lower() for word in term.context),
    )


def _meant(rows: Sequence[Term], written: str, text: str) -> Term | None:
    """The row of a form that is meant: one whose context is there, else the first without any.

    Where no context decides, what another row calls the form is right too.
    """
    fitting = [row for row in rows if not row.case or row.source == written]
    if len(fitting) == 1 and not fitting[0].context:
        return fitting[0]
    lower = text.lower()
    for row in fitting:
        if any(word in lower for word in row.context):
            return row
    others = tuple(form for row in fitting if row.context for form in row.targets)
    plain = next((row for row in fitting if not row.context), None)
    return replace(plain, targets=(*plain.targets, *others)) if plain and plain.targets else plain


def _uses(text: str, forms: Iterable[str], term: Term, language: Language) -> list[Span]:
    """Where any of some forms stands in a translation, in order; of forms in one another the longest."""
    flags = re.NOFLAG if term.case else re.IGNORECASE
    found = (Span(*place.span()) for form in forms for place in re.finditer(re.escape(form), text, flags))
    words = {span for span in found if term.part or _is_word(text, span, language)}
    longest: list[Span] = []
    for span in sorted(words, key=lambda span: (span.start, -span.end)):
        if not longest or span.end > longest[-1].end:
            longest.append(span)
    return longest


def _is_inside(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _is_word(text: str, span: Span, language: Language) -> bool:
    """Whether a form stands as a word of its own, with at most an ending behind it."""
    if text[span.start - 1 : span.start].isalnum():
        return False
    return language.checking.ends_word(text, span.end)


GLOSSARY = Kind("glossary", "terminology/wrong-term", "warning", "not the term of the user's glossary")

TERMS = Check(
    missed_terms,
    kinds=(GLOSSARY,),
    messages={
        "glossary": "{term} should be {other} in the translation.",
        "noted": "{term} should be {other} in the translation: {note:plain}",
        "forbidden": "{banned} must not be used here.",
        "forbidden_noted": "{banned} must not be used here: {note:plain}",
        "forbidden_instead": "{banned} must not be used here, but {other}.",
        "forbidden_instead_noted": "{banned} must not be used here, but {other}: {note:plain}",
    },
)
