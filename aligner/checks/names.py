"""Reports names of persons, places and organisations that were replaced by another name or left out.

A name without a counterpart is no evidence by itself: translators write `the minister` for a name, and a name
for `the minister`. So a pair is judged only where both sides point to one error. The rules for that belong to
the language pair and are tried in turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.check import Check, Scope
from aligner.checks.finding import Finding
from aligner.checks.view import DocumentView, PairView, named
from aligner.model.mismatch import Kind
from aligner.pairs.names import REFERRED_TO, ChangedName


def changed_names(view: PairView) -> Iterator[Finding]:
    """Report names that were replaced by other names, by the rules of the language pair.

    Right:
        `양시온 군수가 연설했다.` / `Governor Yang gave a speech.`, `The governor gave a speech.`
    Wrong (name):
        `양시온 군수는 "서두르지 않겠다"고 말했다.` / `County Governor Yang Do-hyun said, "I will not hurry."`
        `레바논 대표단이 도착했다.` / `The delegation from Brazil arrived.`
    """
    for changed in view.once(_changed):
        first, second = view.first, view.second
        places = (first.place(changed.first.span), second.place(changed.second.span))
        source, target = places if first.is_source else places[::-1]
        yield Finding("name", source, target, strength=changed.strength)


def _changed(view: PairView) -> tuple[ChangedName, ...]:
    """Return the changed names by all rules, in turn, without those that overlap an earlier one."""
    kept: list[ChangedName] = []
    if not view.is_prose:
        return ()
    texts = view.once(named)
    for rule in view.languages.changed_names(texts):
        for changed in rule(texts):
            if not any(
                changed.first.span.overlaps(other.first.span)
                or changed.second.span.overlaps(other.second.span)
                for other in kept
            ):
                kept.append(changed)
    return tuple(kept)


def missing_names(view: PairView | DocumentView) -> Iterator[Finding]:
    """Report names of the source that the translation leaves out, by the rules of the language pair.

    Right:
        `한가람 시장이 배도윤 의장과 악수했다.` / `Mayor Han Ga-ram shook hands with Chair Bae Do-yun.`,
            `Mayor Han Ga-ram shook hands with the chairman.`, `The mayor shook hands.`
        `한가람 시장이 배도윤 의장과 악수했다.` / `Mayor Han Ga-ram shook hands.`
            then `둘은 웃었다.` / `Bae Do-yun laughed, and so did Han.`
    Wrong (name_missing):
        `한가람 시장이 배도윤 의장과 악수했다.` / `Mayor Han Ga-ram shook hands.`

    A name is reported if the translation keeps another name beside it, writes `a reporter` for it, or has no
    word that may stand for it. Where a pronoun or `the reporter` stands for it, which is right if the name is
    in the sentence before, rows have an info, and documents nothing.

    Limits: from the first language of the pair into the second.
    """
    is_document = isinstance(view, DocumentView)
    pairs = view.pairs if isinstance(view, DocumentView) else (view,)
    for number, pair in enumerate(pairs):
        if not (pair.is_prose and pair.first.is_source):
            continue
        beside = (*pairs[max(0, number - 1) : number], *pairs[number + 1 : number + 2])
        around = " ".join(other.once(named).second for other in beside)
        reported = [changed.first.span for changed in pair.once(_changed)]
        for missing in pair.languages.missing_names(pair.once(named), around):
            if any(span.overlaps(missing.name.span) for span in reported):
                continue
            is_referred_to = missing.strength <= REFERRED_TO
            if not (is_document and is_referred_to):
                yield Finding(
                    "name_missing",
                    pair.first.place(missing.name.span),
                    key="referred_to" if is_referred_to else "",
                    severity="info" if is_referred_to else None,
                    strength=missing.strength,
                )


NAME = Kind(
    "name",
    "accuracy/mistranslation/entity",
    "warning",
    "another name stands where a name was",
    explained_by=("untranslated", "name_variant", "sentence_dropped", "sentence_added"),
    found="33 of 43",
)

NAMES = Check(
    changed_names,
    kinds=(NAME,),
    messages={"name": "{source} is not in the translation; {target} stands there instead."},
)

NAME_MISSING = Kind(
    "name_missing",
    "accuracy/omission/entity",
    "warning",
    "a name of the source is left out",
    explained_by=("name", "sentence_dropped", "clause_dropped"),
    found="2 of 3",
)
MISSING_NAMES = Check(
    missing_names,
    kinds=(NAME_MISSING,),
    messages={
        "name_missing": "{source} is not in the translation.",
        "referred_to": "{source} is not named in the translation, which may refer to it by another word.",
    },
    scope=Scope.PAIR | Scope.DOCUMENT,
)
