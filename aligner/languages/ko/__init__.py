"""Korean: its traits, put together in the record `LANGUAGE`."""

from __future__ import annotations

from functools import partial

from aligner.expressions import compiled
from aligner.languages.fonts import Fonts
from aligner.languages.ko import analysers, comparing, line_ends, page, quantities, sentences
from aligner.languages.ko.checking import CHECKING
from aligner.languages.ko.names import korean_persons
from aligner.languages.ko.slips import SLIPS
from aligner.languages.ko.stems import WORDS
from aligner.languages.ko.tokens import TOKENS
from aligner.languages.labels import labels_of
from aligner.languages.language import Language, Script, Splitting

LANGUAGE = Language(
    code="ko",
    name="Korean",
    checking=CHECKING,
    comparing=comparing.COMPARING,
    edge="",
    extras={"mecab": "Korean sentences by morphemes, where full stops are missing"},
    fonts=Fonts(
        script="Hangul",
        letters=compiled("[가-힣]"),
        sample="가",
        preferred=(
            "Noto Sans CJK KR",
            "Noto Sans KR",
            "Pretendard",
            "NanumGothic",
            "Malgun Gothic",
            "Apple SD Gothic Neo",
            "AppleGothic",
            "Noto Sans CJK JP",
        ),
        packages="Debian's fonts-noto-cjk or fonts-nanum",
    ),
    headers={
        "원문": "source",
        "원본": "source",
        "번역문": "target",
        "번역": "target",
        "번역본": "target",
        "역문": "target",
        "kor": "ko",
        "한국어": "ko",
        "한글": "ko",
        "국문": "ko",
        "영어": "en",
        "영문": "en",
    },
    labels=partial(labels_of, "ko"),
    names=korean_persons,
    page=page.MANNERS,
    read_quantities=quantities.read,
    # Korean news holds many Latin names, but English news hardly any Hangul: a third of the letters is
    # enough.
    script=Script(compiled(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+"), telling=2),
    slips=SLIPS,
    splitting=Splitting(
        sentences.korean_cuts,
        analysers.BACKENDS,
        analysers.backend_in_use,
        line_ends.continues,
        line_ends.inside_word,
    ),
    tokens=TOKENS,
    words=WORDS,
)
