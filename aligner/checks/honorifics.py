"""Reports `I` and `we` where the honorific verb of the source shows that somebody else is the subject."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.check import Check
from aligner.checks.drift import PRONOUN
from aligner.checks.finding import Finding
from aligner.checks.view import PairView


def acts_of_others(view: PairView) -> Iterator[Finding]:
    """Report `I` or `we` as the subject of a predicate that is honorific in the source.

    Right:
        `언제 돌아오셨습니까?` / `When did you come back?`
        `선생님이 저를 부르셨어요.` / `I was called by my teacher.`
    Wrong (pronoun):
        `언제 돌아오셨습니까?` / `When did I come back?`
        `그렇게 말씀하셨어요.` / `I said so.`

    Speakers do not use honorific verbs of themselves, so the subject, which the source leaves out, is another
    person.

    Limits: from Korean only; the predicate must be at the end of its sentence.
    """
    if not (view.has_both and view.is_prose and view.first.is_source):
        return
    spans = view.languages.honoured_speaker(view.first.text, view.second.text)
    if spans:
        honoured, speaker = view.first.place(spans[0]), view.second.place(spans[1])
        fields = {"honoured": honoured.surface}
        yield Finding("pronoun", honoured, speaker, key="honoured_speaker", fields=fields, strength=0.6)


HONORIFICS = Check(
    acts_of_others,
    kinds=(PRONOUN,),
    messages={"honoured_speaker": "{honoured} honours who does it, so {target} is somebody else."},
)
