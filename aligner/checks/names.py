"""Another name stands where a name was: persons and places.

Common words are no names, and names that cannot be found by sound are no evidence either: translators
write `the minister` for a name and a name for `the minister`. So a pair is judged only where both sides
point at the same slip; how that is seen is known to the pair of languages, in rules that are tried in turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.check import Check
from aligner.checks.finding import Finding
from aligner.checks.view import PairView, named
from aligner.model.mismatch import Kind


def changed_names(view: PairView) -> Iterator[Finding]:
    """Names that became others, as each rule of the pair of languages sees it.

    Right:
        `양시온 군수가 연설했다.` / `Governor Yang gave a speech.`, `The governor gave a speech.`
    Wrong (name):
        `양시온 군수는 "서두르지 않겠다"고 말했다.` / `County Governor Yang Do-hyun said, "I will not hurry."`
        `레바논 대표단이 도착했다.` / `The delegation from Brazil arrived.`
    """
    if not view.is_prose:
        return
    first, second = view.first, view.second
    for rule in view.languages.changed_names:
        for changed in rule(view.once(named)):
            places = (first.place(changed.first.span), second.place(changed.second.span))
            source, target = places if first.is_source else places[::-1]
            yield Finding("name", source, target, strength=changed.strength)


NAME = Kind(
    "name",
    "accuracy/mistranslation/entity",
    "warning",
    "another name stands where a name was",
    explained_by=("untranslated", "name_variant", "sentence_dropped", "sentence_added"),
    found="29 of 43",
)

NAMES = Check(
    changed_names,
    kinds=(NAME,),
    messages={"name": "{source} is not in the translation; {target} stands there instead."},
)
