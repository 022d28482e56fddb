"""Reports literal tokens that were lost, added or changed: addresses, placeholders, codes, acronyms, labels.

There are two groups. Tokens that a reader or a program needs letter by letter (addresses, handles, tags,
placeholders) must occur as often in the target as in the source. Codes, versions, acronyms and single letters
may be put into words or left out. Such a token counts as changed only if the target has another token of its
family that nothing in the source explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from aligner.checks.check import Check
from aligner.checks.finding import Finding
from aligner.checks.labels import changed_item_numbers, changed_labels, changed_list_labels
from aligner.checks.quantities import compared
from aligner.checks.verbatim import LIKELY, SURE, hashtags, kept_tokens, token_finding
from aligner.checks.view import PairView, Passage, literals_of, named
from aligner.expressions import compiled
from aligner.marks.literals import KEPT, Literal
from aligner.model.mismatch import Kind, Severity
from aligner.model.quantity import Quantity
from aligner.model.text import Span
from aligner.pairs.links import indel_similarity

# Forms of tokens of which one may be a wrong translation of the other.
FAMILIES = (("version",), ("code", "acronym"), ("identifier",), ("letter",))
BLOOD_GROUP = "AB"  # the one that has two letters
MOST_TOKENS = 40  # a text with more tokens is taken for a table
LEAST_LOST = 3  # letters of an acronym that counts as lost; IT, PC and AS are put into words freely
MISSPELT = 0.65  # similarity of two acronyms of one length, of which two in three letters agree
# A free translation leaves out acronyms as it leaves out other words. So a token counts as lost only if the
# rest of its sentence is translated: least number of covered words, and least share of them that the target
# has. The three acronyms of three letters that the right pairs of development news lack are in sentences of
# which a smaller share has a counterpart. Short codes may be put into words (CO2, B2B, PM2.5); serial numbers
# and versions are left out in none of 15,854 right pairs at their shares.
CLOSE = {"acronym": (2, 0.8), "code": (2, 0.8), "serial": (1, 0.4), "version": (1, 0.2)}
SERIAL = 3  # digits of a code from which it is a serial number
_FILE = compiled(r"\.[a-z]{2,4}$")
LEAST_OF_LIST = 2  # names of files in a text, of which one is lost and the others are there
LEAST_COMMON = 3  # least letters of a token that counts as part of another (F-16C, F-16)
_TOKENS = frozenset(["code", "acronym", "version"])
_ENDS = (
    ".",
    "!",
    "?",
    ":",
    '"',
    "(",
    "-",
    "\N{LEFT DOUBLE QUOTATION MARK}",
    "\N{LEFT SINGLE QUOTATION MARK}",
)
_CAPITAL, _LATIN = compiled("[A-Z]"), compiled("[A-Za-z]")
_DIGITS = compiled(r"\d+")
_BARE = compiled(r"\d+(?:\.\d+)*")
# A capitalised word inside a sentence, right before a number: `the iPhone 15`, `on Android 14`.
_NUMBERED = compiled(r"[\w,;] [a-z]?[A-Z][A-Za-z]* ?$")
_DATELINE = compiled(r"\b[A-Z]{3,}(?:,? [A-Z][A-Za-z]+\.?){0,4} \([A-Z]{2,7}\)")
_PLURAL = compiled(r"(?:e?s)?(?![A-Za-z])", re.IGNORECASE)  # plural ending of an acronym, then a word end
_BRACKETS = compiled(r"[()]")
_LOUD = compiled(r"\b[A-Z]{4,} (?:[A-Z]+ ){0,2}[A-Z]{4,}\b")


def changed_markers(view: PairView) -> Iterator[Finding]:
    """Report tokens, labels and Latin words of the source that were lost or changed in the target.

    Right:
        `문의 abc@example.kr` / `Contact: abc@example.kr`
        `자세한 내용은 www.bada.example.kr을 보세요.` / `For details, see www.bada.example.kr.`
        `{0}개 중 {1}개를 지웠습니다.` / `Deleted {1} of {0} items.`
        `WHO가 자료를 냈다.` / `The World Health Organization released the data.`
        `그들은 SNS를 자주 쓴다.` / `They often use social media.`
        `[앵커] 오늘 첫 소식입니다.` / `Anchor: Here is our first story today.`
        `새 Widget을 넣었다.` / `New Widgets were added.`
        `azd show가 상태를 보여 준다.` / `azd show tells the state.`
        `a.json, b.json, c.toml을 찾는다.` / `It looks for a.json, b.json, or c.toml.`
        `setup.py를 실행한다.` / `Run the script.`
        `WHO는 내년에 새 자료를 발표한다.` / `The agency will release new data next year.`
        `파일은 git stash로 옮긴다.` / `Move the files with the stash command.`
        `나는 아이폰15를 샀다.` / `I bought the iPhone 15.`
        `엄마: 밥 먹었니?` / `Mom: Have you eaten?`
        `A씨는 동생 B씨와 살았다.` / `Mr. A lived with his brother.`
        `CO2 배출을 줄였다.` / `Carbon dioxide emissions were reduced.`
    Wrong (marker):
        `문의 abc@example.kr` / `Contact us.`
        `신청은 누리집(www.example.go.kr)에서 받는다.` / `Apply at www.exmaple.go.kr.`
        `안녕하세요, {name}님!` / `Hello, {user}!`
        `<b>저장</b>을 누르세요.` / `Press Save.`
        `회사는 버전 2.4.1을 냈다.` / `The company released version 2.4.7.`
        `그들은 KTX를 탔다.` / `They took the SRT.`
        `WHO는 내년에 새 자료를 발표한다.` / `New data will be released next year.`
        `파일은 git stash로 옮긴다.` / `You can move the files.`
        `설정은 $HOME/.bashrc에 있다.` / `The settings are in $PATH/.bashrc.`
        `환자에게 O형 피를 수혈했다.` / `The patient was given type A blood.`
        `[앵커] 오늘 첫 소식입니다.` / `Here is our first story today.`
        `Noa Labs가 투자를 받았다.` / `Nova Labs raised money.`
        `azd show가 상태를 보여 준다.` / `azd list tells the state.`
        `a.json, b.json, c.toml을 찾는다.` / `It looks for a.json and b.json.`
        `&lt;br&gt;은 줄을 바꾼다.` / `The &lt;hr&gt; tag breaks a line.`
        `KF-21이 초음속으로 날았다.` / `The KF-16 flew at supersonic speed.`
        `나는 아이폰 15를 샀다.` / `I bought the iPhone 14.`
        `엄마: 밥 먹었니?` / `Father: Have you eaten?`
        `요건은 ① 나이와 ② 소득이다.` / `The conditions are (1) age and (3) income.`
        `A씨는 B씨와 C씨를 고소했다.` / `A filed a complaint against C.`
        `부품 번호 KD-1174를 주문하십시오.` / `Please order the part.`
        `이것을 인터넷 중독 증후군(IAS)이라 한다.` / `It is called Internet Addiction Syndrome (AIS).`

    Limits: short codes and acronyms that are left out are reported only if nearly everything else in the
    sentence is translated; acronyms only if the table has the words that may stand for them.
    """
    if not view.is_prose or not view.has_both:
        return
    changed: list[Finding] = []
    sources, targets = view.source.once(literals_of), view.target.once(literals_of)
    if len(sources) <= MOST_TOKENS and len(targets) <= MOST_TOKENS and (sources or targets):
        forms = {token.form for token in (*sources, *targets)}
        for form in KEPT:
            if form in forms:
                yield from kept_tokens(view, form, _of(sources, form), _of(targets, form))
        if "hashtag" in forms:
            yield from hashtags(view, _of(sources, "hashtag"), _of(targets, "hashtag"))
        for family in FAMILIES if sources else ():
            changed += _changed(view, *(_of_family(tokens, family) for tokens in (sources, targets)))
    yield from changed
    for finding in _numbered(view):
        if not any(_overlap(finding, other) for other in changed):
            yield finding
    yield from _words(view)
    yield from changed_labels(view)
    yield from changed_list_labels(view)
    yield from changed_item_numbers(view)


def _of(tokens: Iterable[Literal], *forms: str) -> list[Literal]:
    return [token for token in tokens if token.form in forms]


def _of_family(tokens: Iterable[Literal], family: tuple[str, ...]) -> list[Literal]:
    is_letter = "letter" in family
    return [token for token in tokens if token.form in family or (is_letter and token.key == BLOOD_GROUP)]


def _changed(view: PairView, sources: list[Literal], targets: list[Literal]) -> Iterator[Finding]:
    """Report a source token that the target lacks, if the target has one that the source lacks."""
    if not sources:
        return
    missing = [
        token
        for token in _of_one_side(sources, targets)
        if _is_mark(token, view.source, view) and not _is_there(token, view.target, view)
    ]
    if not missing and not any(map(_is_acronym, sources)):
        return
    new = [
        token
        for token in _of_one_side(targets, sources)
        if _is_mark(token, view.target, view) and not _is_there(token, view.source, view)
    ]
    if not new and len(missing) == 1 and _FILE.search(missing[0].key) and len(sources) >= LEAST_OF_LIST:
        yield token_finding(view, missing[0], None, "lost", LIKELY)
    if not new and len(missing) == 1 and _is_lost(missing[0], view):
        yield token_finding(view, missing[0], None, "lost", LIKELY)
    missing = missing or _turned(sources, new)
    for source, target in zip(missing, new, strict=False):
        if not view.languages.markers.may_be_taken(source.key, target.key):
            continue
        alone = len(missing) == len(new) == 1
        strength = SURE if alone else LIKELY
        severity: Severity | None = "error" if _has_other_digits(source.key, target.key) else None
        yield token_finding(view, source, target, "changed", strength, severity=severity)


def _has_other_digits(source: str, target: str) -> bool:
    """Return whether two codes or versions differ only in their digits: as grave as a wrong number."""
    return source != target and _DIGITS.sub("", source) == _DIGITS.sub("", target)


def _numbered(view: PairView) -> Iterator[Finding]:
    """Report a number that is part of a name, such as of a product or a version, and became another one."""
    for difference in view.once(compared).differing:
        if difference.kind != "number" or not len(difference.source) == len(difference.target) == 1:
            continue
        source, target = difference.source[0], difference.target[0]
        if _is_of_name(view, *((source, target) if view.source is view.first else (target, source))):
            places = view.source.place(source.span), view.target.place(target.span)
            strength = difference.strength
            yield Finding("marker", *places, key="changed", severity=difference.severity, strength=strength)


def _overlap(finding: Finding, other: Finding) -> bool:
    place, beside = finding.source, other.source
    return bool(place and beside and place.sentence == beside.sentence and place.span.overlaps(beside.span))


def _is_of_name(view: PairView, first: Quantity, second: Quantity) -> bool:
    """Return whether two numbers are parts of names: with letters, or behind a word with a capital."""
    if "identifier" in (first.kind, second.kind):
        return any(map(str.isalpha, first.surface))
    bare = all(quantity.unit is None and _BARE.match(quantity.surface) for quantity in (first, second))
    return bare and _NUMBERED.search(view.second.text[: second.span.start]) is not None


def _is_lost(token: Literal, view: PairView) -> bool:
    """Return whether the target has a token in no form, nor any name that the source lacks."""
    if len(token.key) < LEAST_LOST or view.once(named).unmatched:
        return False
    text = view.target.text
    if _is_acronym(token):
        if not view.languages.markers.is_lost(token.key, text, view.target.language):
            return False
    elif token.form not in CLOSE or any(map(text.__contains__, _DIGITS.findall(token.key))):
        return False
    cover = view.languages.cover
    found, covered = view.source.once(cover.said).found_in(view.target.once(cover.said))
    is_serial = token.form == "code" and sum(map(str.isdigit, token.key)) >= SERIAL
    if _is_acronym(token) or (is_serial and token.key[0].isalpha()):
        covered -= 1  # without the token itself
    least, share = CLOSE["serial" if is_serial else token.form]
    return covered >= least and found >= share * covered


def _is_acronym(token: Literal) -> bool:
    return token.form == "acronym"


def _turned(sources: list[Literal], targets: list[Literal]) -> list[Literal]:
    """An acronym that is said in words, while nearly the same letters stand there: IAS, AIS."""
    for target in targets:
        for source in sources:
            if source.form == target.form == "acronym" and _is_misspelt(source.key, target.key):
                return [source]
    return []


def _is_misspelt(source: str, target: str) -> bool:
    """Return whether two acronyms have the same letters, or most letters in the same order."""
    same_length = len(source) == len(target) >= LEAST_LOST
    alike = same_length and indel_similarity()(source, target) >= MISSPELT
    return alike or sorted(source) == sorted(target)


def _of_one_side(tokens: list[Literal], others: list[Literal]) -> list[Literal]:
    """Return the tokens without an equal token in `others`: a quick test before the slow ones."""
    known = {(token.form, token.key) for token in others}
    return [token for token in tokens if (token.form, token.key) not in known]


def _has_acronym(text: str, key: str) -> bool:
    """Return whether a text has an acronym, in capitals or as a whole word; another script may follow it."""
    lowered, small = text.lower(), key.lower()
    if len(lowered) != len(text):  # the small form of some letters, such as İ, is longer
        lowered, small = text, key
    start = lowered.find(small)
    while start >= 0:
        end = start + len(key)
        before, after = text[start - 1 : start], text[end : end + 1]
        if text.startswith(key, start) and not _CAPITAL.match(before) and not _CAPITAL.match(after):
            return True
        if not _LATIN.match(before) and _PLURAL.match(text, end):
            return True
        start = lowered.find(small, start + 1)
    return False


def _is_mark(token: Literal, passage: Passage, view: PairView) -> bool:
    """Return whether a token is a marker: no letter that is a word, no acronym in a text in capitals."""
    if token.form == "acronym":
        return not _is_loud(passage.text) and not _is_in_dateline(token, passage.text)
    if token.form != "letter":
        return True
    language = view.source_language if passage is view.source else view.target_language
    before = passage.text[: token.span.start]
    opens = before.rstrip()[-1:] in ("", *_ENDS) and not before.endswith("-")  # Rh-A is no article
    checking = language.checking
    return token.key not in checking.letter_words and not (opens and token.key in checking.opening_letters)


def _is_loud(text: str) -> bool:
    """Return whether a text has two long words in capitals close together, as headlines have."""
    return _LOUD.search(text) is not None


def _is_in_dateline(token: Literal, text: str) -> bool:
    """Return whether a token is part of a dateline with an agency: `LONDON, England (CNN)`."""
    return "(" in text and any(token.span.overlaps(Span(*line.span())) for line in _DATELINE.finditer(text))


def _is_there(token: Literal, other: Passage, view: PairView) -> bool:
    """Return whether a text has a token, also as part of another token, or says it in words."""
    text = other.text
    if token.form == "letter":
        return re.search(rf"(?<![A-Za-z]){token.key}(?![A-Za-z])", text) is not None
    if token.form == "acronym":
        if _has_acronym(text, token.key) or _has_acronym(_BRACKETS.sub("", text), token.key):
            return True
    elif token.form == "identifier":
        return token.key in text.lower()
    elif token.key in re.sub(r"[-\s]", "", text).upper():
        return True
    keys = [literal.key for literal in other.once(literals_of) if literal.form in _TOKENS]
    if any(
        token.key in key or key in token.key for key in keys if min(len(key), len(token.key)) >= LEAST_COMMON
    ):
        return True
    return view.languages.markers.says(token.key, text, other.language)


def _words(view: PairView) -> Iterator[Finding]:
    """Report Latin words that changed, by the rules of the language pair."""
    names = view.once(named)
    for first, second, strength in view.languages.markers.changed_words(names.first_said, names.second_said):
        places = (view.first.place(first), view.second.place(second))
        source, target = places if view.first.is_source else places[::-1]
        yield Finding("marker", source, target, key="changed", strength=strength)


MARKER = Kind(
    "marker",
    "accuracy/mistranslation",
    "warning",
    "an address, placeholder, code, acronym or label is lost or another one",
    explained_by=("untranslated", "markup", "sentence_dropped", "sentence_added", "moved", "name"),
    explains=(
        "quotation",
        "bracket",
        "opposite",
        "number",
        "magnitude",
        "number_missing",
        "number_added",
        "unit",
    ),
    found="1 of 1",
)

MARKERS = Check(
    changed_markers,
    kinds=(MARKER,),
    messages={
        "lost": "{source} is not in the translation.",
        "changed": "{source} became {target}.",
        "added": "{target} is not in the source, or not as often.",
        "label": "{source} is not in the translation.",
    },
)
