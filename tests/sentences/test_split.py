"""Spans, paragraphs, options and the splitter protocol; what cuts a sentence is in the case tables."""

import importlib.util
import logging
import unicodedata

import pytest

from aligner.errors import MissingExtraError, SettingsError
from aligner.sentences import backend_in_use, kss_alone, split_paragraph, split_sentences
from aligner.span import Span

QUOTED = '그는 "물길이 맑다. 더 맑아진다"고 했다. 모두 웃었다.'


def texts(sentences):
    return [sentence.text for sentence in sentences]


def test_lines_are_paragraphs_and_empty_ones_do_not_count():
    found = split_sentences("첫째 줄이다. 둘이다.\n\n \u200b\n둘째 줄이다.")
    assert [(s.text, s.paragraph) for s in found] == [
        ("첫째 줄이다.", 0),
        ("둘이다.", 0),
        ("둘째 줄이다.", 1),
    ]


def test_a_paragraph_may_hold_line_breaks():
    found = split_paragraph("물길이 다시\n흐른다. 모두\n반겼다.", "ko")
    assert texts(found) == ["물길이 다시\n흐른다.", "모두\n반겼다."]


def test_spans_count_in_the_document():
    page = "메뉴\n물길이 흐른다. 모두 반겼다.\n"
    found = split_paragraph(page[3:], "ko", offset=3, paragraph=7, role="deck")
    assert [s.span.of(page) for s in found] == texts(found) == ["물길이 흐른다.", "모두 반겼다."]
    assert {(s.paragraph, s.role) for s in found} == {(7, "deck")}


def test_language_is_read_off_each_paragraph():
    found = split_sentences("물길이 No. 3 다리까지 흐른다. 끝.\nThe water flows past No. 3. It ends.")
    assert texts(found) == ["물길이 No. 3 다리까지 흐른다.", "끝.", "The water flows past No. 3.", "It ends."]


def test_quotations_are_cut_on_request():
    assert texts(split_sentences(QUOTED)) == ['그는 "물길이 맑다. 더 맑아진다"고 했다.', "모두 웃었다."]
    assert texts(split_sentences(QUOTED, quotes="cut"))[0] == '그는 "물길이 맑다.'
    english = 'Lee said, "It is clear. It will clear further." All laughed.'
    assert len(split_sentences(english)) == 2
    assert len(split_sentences(english, quotes="cut")) == 3


def test_decomposed_hangul_is_split_like_composed():
    found = split_sentences(unicodedata.normalize("NFD", QUOTED))
    assert [unicodedata.normalize("NFC", text) for text in texts(found)] == texts(split_sentences(QUOTED))


def test_a_splitter_can_be_plugged_in():
    """Whatever it returns, blanks are trimmed and no character is lost."""
    found = split_sentences("가나 / 다라 / 마바", splitter=lambda text: [Span(0, 4), Span(10, 12)])
    assert texts(found) == ["가나 / 다라 /", "마바"]


def test_unknown_options_are_named():
    with pytest.raises(SettingsError, match="quotes='keep'"):
        split_sentences("가다.", quotes="keep")
    with pytest.raises(SettingsError, match="korean_backend='pecab'"):
        split_sentences("가다.", korean_backend="pecab")


def test_backend_is_known(monkeypatch):
    installed = importlib.util.find_spec("mecab") is not None
    assert backend_in_use() == ("mecab" if installed else "punct")
    monkeypatch.setattr(kss_alone, "_has_mecab", lambda: False)
    assert backend_in_use() == "punct"
    with pytest.raises(MissingExtraError, match=r'pip install "\.\[mecab\]"'):
        backend_in_use("mecab")


def test_kss_finds_plain_endings():
    """The work that rules leave to kss: text without full stops."""
    pytest.importorskip("mecab")
    text = "오늘 축제에 다녀왔다 그런데 사람이 너무 많았다 그래서 일찍 돌아왔다"
    assert len(split_sentences(text)) == 3
    assert len(split_sentences(text, korean_backend="rules")) == 1


def test_headlines_do_not_reach_kss(monkeypatch):
    def fail(*args, **kwargs):
        raise AssertionError("kss was called")

    monkeypatch.setattr("aligner.sentences.ko.kss_cuts", fail)
    assert len(split_paragraph("물길 되살린다 군수 다짐", "ko", role="headline")) == 1


def test_an_ellipsis_joins_the_halves_of_a_headline():
    """In both languages, so that the two headlines pair as one sentence each."""
    assert len(split_paragraph("물길 3곳 되살린다… 군민 반색", "ko", role="headline")) == 1
    english = "County to restore 3 waterways... Residents pleased"
    assert len(split_paragraph(english, "en", role="headline")) == 1
    assert len(split_paragraph(english, "en")) == 2


def test_kss_failure_falls_back_to_rules_and_is_logged(monkeypatch, caplog):
    def fail(text, backend):
        raise RuntimeError("kss is ill")

    monkeypatch.setattr("aligner.sentences.ko.kss_cuts", fail)
    with caplog.at_level(logging.WARNING, logger="aligner"):
        found = split_sentences("축제에 다녀왔다 사람이 많았다. 비가 왔다.", korean_backend="punct")
    assert texts(found) == ["축제에 다녀왔다 사람이 많았다.", "비가 왔다."]
    assert "kss failed" in caplog.text


def test_kss_sees_no_harmful_characters():
    """Addresses would be remembered for ever; a NUL ends the text for mecab, a surrogate breaks it."""
    text = "다녀왔다 \x00 a@b.kr \ud800 http://c.kr/?d 좋았다 또 갈 거다"
    found = split_sentences(text)
    assert "".join(sentence.text for sentence in found).replace(" ", "") == text.replace(" ", "")


def test_long_texts_reach_kss_in_pieces(monkeypatch):
    sizes = []
    monkeypatch.setattr(kss_alone, "_cuts_of_piece", lambda text, backend: sizes.append(len(text)) or [])
    assert kss_alone.kss_cuts("물이 흐른다 " * 1000, "punct") == []
    assert sum(sizes) == 7000 and max(sizes) <= 1000
