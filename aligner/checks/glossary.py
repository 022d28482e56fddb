"""Checks the glossary of the user: the wanted and the forbidden translations of source terms.

A glossary is a file (`aligner.formats.glossary`), which `aligner.read_glossary("terms.tsv")` reads for the
setting `glossary`.
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
    """Report source terms without their wanted translation in the target, and forbidden translations.

    Term: `전북특별자치도` / `Jeonbuk State`
    Right:
        `전북특별자치도는 계획을 세웠다.` / `Jeonbuk State's plan is made.`
    Wrong (glossary):
        `전북특별자치도는 계획을 세웠다.` / `North Jeolla Province's plan is made.`

    Of two overlapping terms the longer one counts. Of several rows for one form, the row whose context is in
    the source counts, else the row without context. Korean particles and English plurals may follow a term. A
    forbidden word that is part of a longer wanted translation is not reported.

    Limits: a term that the translation replaces by a pronoun is reported as well.
    """
    if not view.terms or not view.has_both:
        return
    source, target, book = view.source, view.target, _book(view.terms)
    answers: dict[Term, tuple[Span, ...] | None] = {}
    for span, term in book.places(source.text, view.source_language):
        first = term not in answers
        if first:
            answers[term] = _answers(target.text, term, view.target_language)
        banned = answers[term]
        if banned and first:
            for use in banned:
                yield _forbidden(term, source.place(span), target.place(use))
        elif banned is None:
            fields = {"term": span.of(source.text), "other": term.targets[0], **_noted(term)}
            key = "noted" if term.note else ""
            yield Finding(
                "glossary", source.place(span), target.whole(), key=key, fields=fields, strength=0.9
            )
    for term in book.anywhere:
        for use in _uses(target.text, term.forbidden, term, view.target_language):
            yield _forbidden(term, None, target.place(use))


def _answers(text: str, term: Term, language: Language) -> tuple[Span, ...] | None:
    """Return the forbidden words of a term in a target; None if it has neither these nor a wanted word."""
    allowed = _uses(text, term.targets, term, language)
    forbidden = _uses(text, term.forbidden, term, language)
    banned = tuple(place for place in forbidden if not _is_inside(place, allowed))
    return None if term.targets and not allowed and not banned else banned


def _forbidden(term: Term, source: Place | None, target: Place) -> Finding:
    """Return the finding for a forbidden word of the target."""
    fields = {"banned": target.surface, **_noted(term)}
    if term.targets:
        fields["other"] = term.targets[0]
    key = "_".join(filter(None, ("forbidden", "instead" * bool(term.targets), "noted" * bool(term.note))))
    return Finding("glossary", source, target, key=key, fields=fields, strength=0.9)


def _noted(term: Term) -> dict[str, str]:
    return {"note": term.note} if term.note else {}


@dataclass(frozen=True)
class _Book:
    """The terms of a glossary with one pattern that finds all of them.

    Attributes:
        of_form: The rows of each source form; the keys are in lower case.
        pattern: Matches any of the forms, the longest first; None if there are none.
        anywhere: Rows without a source: words that are forbidden in every target.
    """

    of_form: dict[str, tuple[Term, ...]]
    pattern: re.Pattern[str] | None
    anywhere: tuple[Term, ...]

    def places(self, text: str, language: Language) -> Iterator[tuple[Span, Term]]:
        """Yield the span of each term in a source text, with its row, left to right."""
        for match in self.pattern.finditer(text) if self.pattern else ():
            term = _meant(self.of_form.get(match[0].lower(), ()), match[0], text)
            span = Span(*match.span())
            if term and (term.part or _is_word(text, span, language)):
                yield span, term


@lru_cache(maxsize=8)  # glossaries
def _book(terms: tuple[Term, ...]) -> _Book:
    """Return the terms as a `_Book`, with characters folded as in the texts."""
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
    """Return the row that applies to a form: one whose context is in the text, else one without context.

    In the second case the translations of the other rows are allowed as well.

    Args:
        rows: The rows of the form.
        written: The form as it is written in the text.
        text: The source text.
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
    """Return the spans of the forms in a target, left to right; of nested ones only the longest."""
    flags = re.NOFLAG if term.case else re.IGNORECASE
    spans = (Span(*match.span()) for form in forms for match in re.finditer(re.escape(form), text, flags))
    words = {span for span in spans if term.part or _is_word(text, span, language)}
    longest: list[Span] = []
    for span in sorted(words, key=lambda span: (span.start, -span.end)):
        if not longest or span.end > longest[-1].end:
            longest.append(span)
    return longest


def _is_inside(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _is_word(text: str, span: Span, language: Language) -> bool:
    """Return whether a span is a whole word, apart from an ending after it."""
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
