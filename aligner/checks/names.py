"""Another name stands where a name was, or none: persons, places and organisations.

Common words are no names, and names that cannot be found by sound are no evidence either: translators
write `the minister` for a name and a name for `the minister`. So a pair is judged only where both sides
point at the same slip; how that is seen is known to the pair of languages, in rules that are tried in turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.check import Check, Scope
from aligner.checks.finding import Finding
from aligner.checks.view import DocumentView, PairView, named
from aligner.model.mismatch import Kind
from aligner.pairs.names import ChangedName


def changed_names(view: PairView) -> Iterator[Finding]:
    """Names that became others, as each rule of the pair of languages sees it.

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
    """What the rules see, in turn; what an earlier one has told of is not told again."""
    found: list[ChangedName] = []
    if not view.is_prose:
        return ()
    texts = view.once(named)
    for rule in view.languages.changed_names:
        for changed in rule(texts):
            if not any(
                changed.first.span.overlaps(other.first.span)
                or changed.second.span.overlaps(other.second.span)
                for other in found
            ):
                found.append(changed)
    return tuple(found)


def missing_names(view: PairView | DocumentView) -> Iterator[Finding]:
    """Names of the source that the translation leaves out, of several beside each other or for `a reporter`.

    Right:
        `한가람 시장이 배도윤 의장과 악수했다.` / `Mayor Han Ga-ram shook hands with Chair Bae Do-yun.`,
            `Mayor Han Ga-ram shook hands with the chairman.`, `The mayor shook hands.`
        `한가람 시장이 배도윤 의장과 악수했다.` / `Mayor Han Ga-ram shook hands.`
            then `둘은 웃었다.` / `Bae Do-yun laughed, and so did Han.`
    Wrong (name_missing):
        `한가람 시장이 배도윤 의장과 악수했다.` / `Mayor Han Ga-ram shook hands.`

    Limits: from the first language into the second; a name that is left out alone is everyday translation.
    """
    pairs = view.pairs if isinstance(view, DocumentView) else (view,)
    for number, pair in enumerate(pairs):
        if not (pair.is_prose and pair.first.is_source):
            continue
        beside = (*pairs[max(0, number - 1) : number], *pairs[number + 1 : number + 2])
        around = " ".join(other.second.text for other in beside)
        told = [changed.first.span for changed in pair.once(_changed)]
        for missing in pair.languages.missing_names(pair.once(named), around):
            if not any(span.overlaps(missing.name.span) for span in told):
                yield Finding("name_missing", pair.first.place(missing.name.span), strength=missing.strength)


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
    messages={"name_missing": "{source} is not in the translation."},
    scope=Scope.PAIR | Scope.DOCUMENT,
)
