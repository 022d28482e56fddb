"""Plugs another sentence splitter in: any function from the text of a paragraph to spans.

Here one for minutes of a meeting, where every item ends in a semicolon. kiwipiepy fits in the same way:

    kiwi = kiwipiepy.Kiwi()
    splitter = lambda text: [Span(s.start, s.end) for s in kiwi.split_into_sents(text)]

Whatever a splitter returns, no character is lost: what it leaves out goes to the sentence before.

    python examples/custom_splitter.py
"""

from __future__ import annotations

import re

from aligner.sentences import Span, split_sentences

MINUTES = """\
개회 선언; 지난 회의록 승인; 예산안 심의
위원장: 물길 복원 예산 3억 원을 원안대로 의결함; 폐회"""


def split_at_semicolons(text: str) -> list[Span]:
    """Items of one paragraph of the minutes."""
    return [Span(*match.span()) for match in re.finditer(r"[^;]+;?", text)]


def main() -> None:
    for sentence in split_sentences(MINUTES, "ko", splitter=split_at_semicolons):
        print(f"{sentence.paragraph}  {sentence.span.start:3}-{sentence.span.end:<3}  {sentence.text}")


if __name__ == "__main__":
    main()
