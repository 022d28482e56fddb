"""Laws of sentence splitting, on any text there is."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.sentences import split_paragraph, split_sentences

# Any characters, lone surrogates and NUL included, and texts dense in what the rules look at.
characters = st.text(st.characters(exclude_categories=()))
fragments = st.lists(
    st.sampled_from(
        ["비가 왔다", "그는", "했다", "좋아요", "있음", "고", "라고 말했다", "2025", "3", "3.5",
         "U.S", "Gov", "p.m", "He said", "the", "It", "I", "No", "www.a.kr", "a@b.kr", "ㅋㅋ",
         "😀", " ", " ", " ", "\n", "\u3000", "\u200b",
         ".", ".", "?", "!", "…", "。", ",", '"', "“", "”", "'", "\N{RIGHT SINGLE QUOTATION MARK}", "(", ")",
         "[1]", "【", "】", "\x00", "\ud800", "가"]
    )
).map("".join)  # fmt: skip
texts = st.one_of(characters, fragments)
quotes = st.sampled_from(["whole", "cut"])
languages = st.sampled_from(["ko", "en", None])
BLANKS = re.compile(r"[\s\u200b\u2060\ufeff]+")


@given(text=texts, language=languages, quotes=quotes)
def test_spans_reproduce_the_text(text, language, quotes):
    """A span gives its sentence back, in order, without overlap, without blanks at the ends."""
    end = 0
    for sentence in split_sentences(text, language, quotes=quotes, korean_backend="punct"):
        assert sentence.span.of(text) == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert sentence.span.start >= end
        end = sentence.span.end
    assert not BLANKS.sub("", text[end:])


@given(text=texts, language=languages, quotes=quotes)
def test_every_visible_character_is_in_one_sentence(text, language, quotes):
    """Nothing is lost, doubled or moved."""
    sentences = split_sentences(text, language, quotes=quotes, korean_backend="rules")
    assert BLANKS.sub("", "".join(s.text for s in sentences)) == BLANKS.sub("", text)


@given(text=texts)
def test_paragraphs_are_lines_that_hold_text(text):
    """Sentences of one line share a paragraph number, and the numbers have no gap."""
    numbers = [sentence.paragraph for sentence in split_sentences(text, korean_backend="rules")]
    lines = [line for line in text.splitlines() if BLANKS.sub("", line)]
    assert sorted(set(numbers)) == list(range(len(lines)))
    assert numbers == sorted(numbers)


@given(text=texts, offset=st.integers(0, 10**6))
def test_an_offset_shifts_and_changes_nothing_else(text, offset):
    """A paragraph is split alike wherever it stands in its document."""
    here = split_paragraph(text, None, korean_backend="rules")
    there = split_paragraph(text, None, offset=offset, korean_backend="rules")
    assert [(s.text, s.span.shifted(offset)) for s in here] == [(s.text, s.span) for s in there]


SENTENCES = [
    "비가 왔다.", '그는 "간다. 꼭 간다"고 말했다.', "물가는 2.4% 올랐다.", "마감은 2025. 3. 4. 오후 6시다.",
    "정말인가?",
    "시장은 (웃으며. 크게) 손을 흔들었다.", "It rained.", "Gov. Kim met Dr. Lee.", 
    "It opens at 9 a.m. Monday.",
    'Lee said, "It is clear. All is well."', "It costs $1.5 million.", "Is it over?",
]  # fmt: skip


@given(chosen=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_splitting_its_own_sentences_changes_nothing(chosen):
    """A sentence that was cut out is one sentence."""
    for sentence in split_sentences("\n".join(chosen)):
        assert [again.text for again in split_sentences(sentence.text)] == [sentence.text]


ADVERSARIAL = {
    "no spaces": "가", "Latin without spaces": "a", "quotes": '"', "single quotes": "'", "open brackets": "(",
    "pairs": "()", "dots": ".", "dots and spaces": ". ", "dots and quotes": '."',
    "digits": "1", "digits and dots": "1. ",
    "commas": ",", "spaces": " ", "man": "만", "emoji": "😀", "emoji and spaces": "😀 ",
    "laughter": "ㅋ ", "initials": "A.",
    "footnotes": "다.[1]", "open footnotes": "[1", "addresses": "http://a.b/?",
    "glued": "갔다.", "Glued": "word.Word",
    "speakers": '?" Kim ', "sentences": "그는 집에 갔다. ", "Sentences": "He went home. ", "lines": "갔다.\n",
}  # fmt: skip


@pytest.mark.parametrize("unit", ADVERSARIAL.values(), ids=ADVERSARIAL.keys())
@pytest.mark.parametrize("language", ["ko", "en"])
def test_time_is_linear(unit, language):
    """100,000 characters of anything take less than five seconds of CPU; quadratic code took minutes."""
    split_sentences("비가 왔다. It rained.", language)  # tables and libraries are loaded
    text = unit * (100_000 // len(unit))
    started = time.process_time()
    sentences = split_sentences(text, language)
    assert time.process_time() - started < 5
    assert BLANKS.sub("", "".join(s.text for s in sentences)) == BLANKS.sub("", text)


@settings(deadline=None, max_examples=settings.default.max_examples // 4)
@given(text=fragments)
def test_any_backend_keeps_every_character(text):
    """Also with kss at work, whatever is installed."""
    sentences = split_sentences(text, "ko")
    assert BLANKS.sub("", "".join(s.text for s in sentences)) == BLANKS.sub("", text)
