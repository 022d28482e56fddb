"""Hard-wrapped texts: lines that continue a sentence, and lines that begin a new one."""

import pytest

import aligner
from aligner.model.errors import SettingsError
from aligner.model.text import Span
from aligner.sentences import split_sentences
from aligner.sentences.wrapped import paragraphs_of
from aligner.sides import read_side

# `/` stands for a line end; what is joined is expected in one piece.
WRAPPED = [
    ("The mill stood on the river for a/hundred years. Then it closed.", "en"),
    ("We waited for the bus on the/corner, but it did not come.", "en"),
    ("The mayor thanked the people of/Seoul for their help.", "en"),
    ("The office published its inter-/national report on Monday.", "en"),
    ("The road was closed in May. It/opened again in June. Nobody/noticed.", "en"),
    ("> We waited for the bus on the/> corner, but it did not come.", "en"),
    ("- Open the door of the oven and/  take out the tray.", "en"),
    ("“Where is the old harbor?”/she asked.", "en"),
    ("이 다리는 오래된 편이라서 여러/번 고쳐야 했습니다.", "ko"),
    ("주민들은 다리가 언제 열리는지/묻고 또 물었다.", "ko"),
    ("버스가 늦게 와서 정류장이/붐볐다. 사람들은 기다렸다.", "ko"),
    ("우리는 오래된 부두에서 배를 기다렸/습니다.", "ko"),
    ("다리는 지난해 닫혔다. 올해 봄에/다시 열린다. 공사는 한 달이면/끝난다.", "ko"),
    ("사냥꾼이 물었다. 그러고는 “길을 잃었소?”/하고 다시 물었다.", "ko"),
    ("    마을은 오래된 우물을 고쳐 작은/    쉼터로 만들었다.", "ko"),
    ("시장은 낡은 극장을 고쳐 도서관으로/쓰겠다고 밝혔다.", "ko"),
    ("원장은/“오늘은 쉽니다.”/라고 말했다.", "ko"),
    ("그날 아침 낡은 우체국의 원장은/“오늘은 쉽니다.”/라고 말했다.", "ko"),
]
APART = [
    ("Opening Hours/The library opens at nine.", "en"),
    ("It rained./The wind blew.", "en"),
    ("Roses are red,/Violets are blue,/Sugar is sweet,/And so are you.", "en"),
    ("When I sit on the bridge at night/and count stars/it is because I cannot sleep.", "en"),
    ("- turn off the lights in the hall/- close the windows of the office/- lock the door.", "en"),
    ("red apples and pears/big oranges/lemons", "en"),
    ("Kim: Where are you going to?/Lee: To the harbor, to see the/Kim: Wait.", "en"),
    ("1. Open the door of the oven/2. Take out the tray.", "en"),
    ("name\tage\ttown/Kim\t23\tthe north of/Lee\t25\tBusan.", "en"),
    ("개관 안내/도서관은 9시에 연다.", "ko"),
    ("비가 왔다./바람도 불었다.", "ko"),
    ("나 보기가 역겨워/가실 때에는/말없이 고이 보내 드리우리다", "ko"),
    ("회의 준비물/필기구와 노트/물과 간식/신분증", "ko"),
    ("민수: 어디에 가니?/영희: 학교에 가는/민수: 그래?", "ko"),
    (
        "마을 축제에 사람들이 모이는 이유는/한빛군은 14일 시민 3만 명이 축제를 찾았다고 밝혔다. 비는 없었다.",
        "ko",
    ),
    ("○ 접수는 군청에서 하며 시간은/○ 장소는 회의실입니다.", "ko"),
    ("원장의 말/“오늘은 쉽니다.”/문이 닫혀 있었다.", "ko"),
    ("원장은/“오늘은 쉽니다.”/문이 닫혀 있었다.", "ko"),
]


@pytest.mark.parametrize(("text", "language"), WRAPPED)
def test_lines_that_are_joined(text, language):
    text = text.replace("/", "\n")
    assert [span.of(text) for span in paragraphs_of(text, language, "auto")] == [text]


@pytest.mark.parametrize(("text", "language"), APART)
def test_lines_that_are_not_joined(text, language):
    text = text.replace("/", "\n")
    assert len(paragraphs_of(text, language, "auto")) == text.count("\n") + 1


STORY = (
    "The mill stood on the river for a hundred years. It closed when the last miller died. Nobody in the "
    "village wanted to take over the work, since the new mills in Hanbit were faster. Today a museum shows "
    "how flour was made. Children come from Seoul and Busan and grind their own corn."
)


def wrapped(text, width):
    """Wrap a text greedily, as programs do."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@pytest.mark.parametrize("width", [40, 45, 60, 72, 80])
def test_wrapping_at_any_width_gives_equal_sentences(width):
    """The sentences are equal at every width, and spans point into the text as given."""
    text = f"Old Mill Reopens\n\n{wrapped(STORY, width)}\n\nOpening Hours\nDaily"
    sentences = split_sentences(text, "en")
    assert [" ".join(sentence.text.split()) for sentence in sentences] == [
        "Old Mill Reopens",
        *(sentence.text for sentence in split_sentences(STORY, "en")),
        "Opening Hours",
        "Daily",
    ]
    assert all(sentence.span.of(text) == sentence.text for sentence in sentences)


def test_the_lines_option_overrides_the_guess():
    text = "Roses are red,\nviolets are blue."
    assert len(split_sentences(text, "en", lines="wrapped")) == 1
    assert (
        len(split_sentences("The mill stood on the river for a\nhundred years.", "en", lines="paragraphs"))
        == 2
    )
    with pytest.raises(SettingsError):
        split_sentences(text, lines="maybe")


def test_the_result_says_what_was_joined():
    korean = "시는 낡은 극장을 고쳐 작은 도서관으로\n만든다고 밝혔다. 문은 내년 봄에\n열린다."
    english = "The city said it will turn an old\ntheater into a small library. It will\nopen next spring."
    sentences = aligner.align(korean, english)
    assert [len(pair.source) + len(pair.target) for pair in sentences] == [2, 2]
    assert sentences.lines_joined == (2, 2)
    assert aligner.align("비가 왔다.\n바람이 불었다.", "It rained.\nThe wind blew.").lines_joined == (0, 0)


def test_hyphens_and_quote_marks_of_wrapping_are_not_read():
    """A word divided at a line end is read as one word, and the > of a quoted mail is not read."""
    from aligner.characters import folded_text

    assert folded_text("its inter-\nnational report\n> of May") == "its international report of May"
    assert folded_text("a well-known mill") == "a well-known mill"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("그림 한 장을 마치\n는 데 석 달이 걸린다.", "그림 한 장을 마치는 데 석 달이 걸린다."),
        ("우리는 부두에서 배를 기다렸 \n  습니다.", "우리는 부두에서 배를 기다렸습니다."),
        ("주소는 서버의 API\n를 보면 안다.", "주소는 서버의 API를 보면 안다."),
        # Words of their own, and line ends behind a mark.
        ("오래된\n이 다리는 길다.", "오래된 이 다리는 길다."),
        ("내일은 문을 닫아야\n한다.", "내일은 문을 닫아야 한다."),
        ("새벽에 눈이\n도로에 쌓였다.", "새벽에 눈이 도로에 쌓였다."),
        ("다리(솔내)\n는 길다.", "다리(솔내) 는 길다."),
        ("솔내의 강은\n는개에 젖는다.", "솔내의 강은 는개에 젖는다."),
    ],
)
def test_a_word_that_was_cut_is_read_as_one(text: str, expected: str) -> None:
    """The text is unchanged, and the span of a quantity read across a line end points into it."""
    (sentence,) = split_sentences(text, "ko", lines="wrapped")
    assert sentence.text == text
    side = read_side([sentence], "ko")
    assert side.sentences[0].text == expected
    at = expected.rindex(" ") + 1
    assert "".join(side.place(0, Span(at, len(expected)))[1].split()) == expected[at:]
