"""The speaker does in the translation what the source says of somebody whom it honours."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.check import Check
from aligner.checks.drift import PRONOUN
from aligner.checks.finding import Finding
from aligner.checks.view import PairView


def acts_of_others(view: PairView) -> Iterator[Finding]:
    """An `I` or `we` for a subject that the source leaves out and honours.

    Right:
        `언제 돌아오셨습니까?` / `When did you come back?`
        `선생님이 저를 부르셨어요.` / `I was called by my teacher.`
    Wrong (pronoun):
        `언제 돌아오셨습니까?` / `When did I come back?`
        `그렇게 말씀하셨어요.` / `I said so.`

    Limits: from Korean; the predicate must end its sentence.
    """
    if not (view.has_both and view.is_prose and view.first.is_source):
        return
    found = view.languages.honoured_speaker(view.first.text, view.second.text)
    if found:
        honoured, speaker = view.first.place(found[0]), view.second.place(found[1])
        fields = {"honoured": honoured.surface}
        yield Finding("pronoun", honoured, speaker, key="honoured_speaker", fields=fields, strength=0.6)


HONORIFICS = Check(
    acts_of_others,
    kinds=(PRONOUN,),
    messages={"honoured_speaker": "{honoured} honours who does it, so {target} is somebody else."},
)
