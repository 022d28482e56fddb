"""Spans, paragraphs, options and the splitter protocol; cases of sentence ends are in the case tables."""

import importlib.util
import logging
import unicodedata

import pytest

from aligner.languages.ko import analysers
from aligner.model.errors import MissingExtraError, SettingsError
from aligner.model.text import Span
from aligner.sentences import backend_in_use, split_paragraph, split_sentences

QUOTED = '그는 "물길이 맑다. 더 맑아진다"고 했다. 모두 웃었다.'


def texts(sentences):
    return [sentence.text for sentence in sentences]


def test_lines_are_paragraphs_and_empty_ones_do_not_count():
    sentences = split_sentences("첫째 줄이다. 둘이다.\n\n \u200b\n둘째 줄이다.")
    assert [(s.text, s.paragraph) for s in sentences] == [
        ("첫째 줄이다.", 0),
        ("둘이다.", 0),
        ("둘째 줄이다.", 1),
    ]


def test_a_paragraph_may_hold_line_breaks():
    sentences = split_paragraph("물길이 다시\n흐른다. 모두\n반겼다.", "ko")
    assert texts(sentences) == ["물길이 다시\n흐른다.", "모두\n반겼다."]


def test_spans_count_in_the_document():
    page = "메뉴\n물길이 흐른다. 모두 반겼다.\n"
    sentences = split_paragraph(page[3:], "ko", offset=3, paragraph=7, role="deck")
    assert [s.span.of(page) for s in sentences] == texts(sentences) == ["물길이 흐른다.", "모두 반겼다."]
    assert {(s.paragraph, s.role) for s in sentences} == {(7, "deck")}


def test_each_paragraph_has_its_own_language():
    sentences = split_sentences("물길이 No. 3 다리까지 흐른다. 끝.\nThe water flows past No. 3. It ends.")
    assert texts(sentences) == [
        "물길이 No. 3 다리까지 흐른다.",
        "끝.",
        "The water flows past No. 3.",
        "It ends.",
    ]


def test_quotations_are_cut_on_request():
    assert texts(split_sentences(QUOTED)) == ['그는 "물길이 맑다. 더 맑아진다"고 했다.', "모두 웃었다."]
    assert texts(split_sentences(QUOTED, quotes="cut"))[0] == '그는 "물길이 맑다.'
    english = 'Lee said, "It is clear. It will clear further." All laughed.'
    assert len(split_sentences(english)) == 2
    assert len(split_sentences(english, quotes="cut")) == 3


def test_decomposed_hangul_is_split_like_composed():
    sentences = split_sentences(unicodedata.normalize("NFD", QUOTED))
    assert [unicodedata.normalize("NFC", text) for text in texts(sentences)] == texts(split_sentences(QUOTED))


def test_a_splitter_can_be_plugged_in():
    """Blanks are trimmed and no character is lost, whatever the splitter returns."""
    sentences = split_sentences("가나 / 다라 / 마바", splitter=lambda text: [Span(0, 4), Span(10, 12)])
    assert texts(sentences) == ["가나 / 다라 /", "마바"]


def test_unknown_options_are_named():
    with pytest.raises(SettingsError, match="quotes='keep'"):
        split_sentences("가다.", quotes="keep")
    with pytest.raises(SettingsError, match="korean_backend='pecab'"):
        split_sentences("가다.", korean_backend="pecab")


def test_backend_is_known(monkeypatch):
    installed = importlib.util.find_spec("mecab") is not None
    assert backend_in_use() == ("mecab" if installed else "punct")
    monkeypatch.setattr(analysers, "_has_mecab", lambda: False)
    assert backend_in_use() == "punct"
    with pytest.raises(MissingExtraError, match=r'pip install "\.\[mecab\]"'):
        backend_in_use("mecab")


def test_kss_decides_what_rules_leave_open(monkeypatch):
    """kss also decides with mecab, if its tag is not clear: 다 before a word that may depend on it."""
    text = "저녁에는 집에 간다 내일 또 온다 날이 좋다"
    assert len(split_sentences(text, korean_backend="punct")) == 3
    assert len(split_sentences(text, korean_backend="rules")) == 1
    monkeypatch.setattr("aligner.languages.ko.sentences.final_tags", lambda text: {})
    monkeypatch.setattr(analysers, "_has_mecab", lambda: True)
    assert len(split_sentences(text, korean_backend="mecab")) == 3


def test_kss_is_not_called_for_endings_it_does_not_know(monkeypatch):
    monkeypatch.setattr("aligner.languages.ko.sentences.kss_cuts", unasked)
    assert len(split_sentences("서류를 제출하지 마시기 바랍니까 합니까", korean_backend="punct")) == 2
    assert len(split_sentences("지갑에 든 사진 여러 가지 중 하나", korean_backend="punct")) == 1


def test_mecab_decides_before_kss(monkeypatch):
    """갔지 before 그래서 ends, 가지 before 않고 does not; a particle ends nothing."""
    pytest.importorskip("mecab")
    monkeypatch.setattr("aligner.languages.ko.sentences.kss_cuts", unasked)
    assert texts(split_sentences("표를 사 둘까 아니면 그냥 갈까")) == ["표를 사 둘까 아니면 그냥 갈까"]
    sentences = split_sentences("회의는 3시에 시작함 자료는 메일로 나눠줌")
    assert texts(sentences) == ["회의는 3시에 시작함", "자료는 메일로 나눠줌"]


def unasked(*args):
    raise AssertionError("kss was called")


def test_headlines_do_not_reach_kss(monkeypatch):
    """Headlines are not cut where informal text would be."""
    monkeypatch.setattr("aligner.languages.ko.sentences.kss_cuts", unasked)
    assert len(split_paragraph("물길 되살린다 군수 다짐", "ko", role="headline")) == 1
    assert len(split_paragraph("등대 길 피해 없음 확인", "ko", role="headline")) == 1


def test_an_ellipsis_joins_the_halves_of_a_headline():
    """The halves are joined in both languages, so that two headlines are paired as one sentence each."""
    assert len(split_paragraph("물길 3곳 되살린다… 군민 반색", "ko", role="headline")) == 1
    english = "County to restore 3 waterways... Residents pleased"
    assert len(split_paragraph(english, "en", role="headline")) == 1
    assert len(split_paragraph(english, "en")) == 2


def test_kss_failure_falls_back_to_rules_and_is_logged(monkeypatch, caplog):
    def fail(text):
        raise RuntimeError("kss is ill")

    monkeypatch.setattr("aligner.languages.ko.sentences.kss_cuts", fail)
    with caplog.at_level(logging.WARNING, logger="aligner"):
        sentences = split_sentences("저녁에는 집에 간다 내일 또 온다. 비가 왔다.", korean_backend="punct")
    assert texts(sentences) == ["저녁에는 집에 간다 내일 또 온다.", "비가 왔다."]
    assert "kss failed" in caplog.text


def test_after_a_failure_of_mecab_kss_decides(monkeypatch, caplog):
    def fail(text):
        raise RuntimeError("mecab is ill")

    monkeypatch.setattr("aligner.languages.ko.sentences.final_tags", fail)
    monkeypatch.setattr(analysers, "_has_mecab", lambda: True)
    with caplog.at_level(logging.WARNING, logger="aligner"):
        sentences = split_sentences("저녁에는 집에 간다 내일 또 온다")
    assert texts(sentences) == ["저녁에는 집에 간다", "내일 또 온다"]
    assert "mecab failed" in caplog.text


def test_analysers_lose_no_characters(caplog):
    """mecab stops at a NUL and fails at a surrogate, and kss drops U+200B."""
    text = "다녀왔다 \x00 a@b.kr \ud800 http://c.kr/?d 좋았다 또 갈\u200b 거다"
    with caplog.at_level(logging.WARNING, logger="aligner"):
        for backend in ["punct", backend_in_use()]:
            sentences = split_sentences(text, korean_backend=backend)
            assert "".join(texts(sentences)).replace(" ", "") == text.replace(" ", "")
    assert not caplog.text


@pytest.mark.parametrize(
    "text", ["", " ", "\t", "좋았다", "좋았다 또 갔다", "좋았다\n또 갔다\u200b 가\"나' (다"]
)
def test_offsets_of_kss_begin_words(text):
    for cut in analysers.kss_cuts(text):
        assert text[cut - 1].isspace() or text[cut - 1] == "\u200b"
        assert not text[cut].isspace()
