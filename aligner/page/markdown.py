"""Read Markdown as blocks: headings, paragraphs and items as text, code and tables as furniture.

The text is what a browser would show: without marks of emphasis, addresses of links and the braces of
`## Install {#install}`. Parts that a translator leaves unchanged become landmarks: names of headings,
addresses of links and pictures, code listings.

The parser is markdown-it-py, which follows CommonMark; tables are those of GitHub. Documentation writes boxes
in three more ways, which are read here: `::: tip Title` (VuePress, Docusaurus), `/// note | Title` and
`!!! note "Title"` (MkDocs). A block of HTML is read as a page of HTML is (`aligner.page.markup`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from aligner.expressions import compiled
from aligner.model.errors import MissingExtraError
from aligner.model.page import Landmark
from aligner.model.text import Role, Span
from aligner.page.markup import extract

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

# Fields between lines of `---` at the very beginning. Readers see only the title and the description.
_FRONT_MATTER = compiled(r"\A---[^\S\n]*\n(.{0,20000}?\n)?(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_SEEN_FIELD = compiled(r"(title|description):\s+(?:\"(.+)\"|'(.+)'|(.+?))\s*")
_NAME = compiled(r"\{:?\s*#([\w.:-]+)[^{}]*\}")  # at the end of a heading
_ATTRIBUTES = compiled(r"\{:?\s*[.#:][^{}]*\}")  # after a link: [list](a.md){.internal-link}
_LINKED_TAG = compiled(r"<a\s[^<>]*?href\s*=\s*[\"']([^\"'<>]+)[\"']", re.IGNORECASE)
_NAMED_TAG = compiled(r"<\w[^<>]*?\s(?:id|name)\s*=\s*[\"']([^\"'<>]+)[\"']")
# Lines that open a box (`::: tip Title`, `:::tip[Title]`, `/// note | Title`) or close it, and `[!NOTE]` in a
# quotation (GitHub).
_BOX = compiled(
    r"(?::{3,}|/{3,})\s*(?:[\w-]+(?:\s*\{[^{}]*\})?(?:\s*\|)?\s*(?P<title>[^\s\[{].*)?(?:\[(?P<bracket>.*)\])?)?\s*"
    r"|\[!\w+\][+-]?\s*(?P<alert>.*)"
)
_ADMONITION = compiled(r"(?:!!!|\?\?\?\+?)\s+[\w -]+?(?:\s+\"(?P<title>[^\"]*)\")?\s*")
_LONGEST_TITLE = 300
_INDENT = 4  # spaces before the text inside an admonition
# The parser's time grows with the square of the signs in a block: 40,000 backticks take 2.6 s. Blocks with
# more characters than this are taken as they are written.
_LONGEST_BLOCK = 10_000
_LETTER = compiled(r"[^\W\d_]")
_BLANKS = compiled(r"[ \t\f\r\xa0]+")


@dataclass(frozen=True, slots=True)
class Blocks:
    """The text, blocks and landmarks of a document.

    Attributes:
        text: One or more lines for each block; all spans point into it.
        blocks: Stretches of `text` with their roles, in order; code and tables are furniture.
        landmarks: Parts that a translation is likely to keep unchanged, in order.
    """

    text: str
    blocks: tuple[tuple[Span, Role], ...]
    landmarks: tuple[Landmark, ...]


def extract_markdown(text: str) -> Blocks:
    """Read the blocks of a document in Markdown.

    Raises:
        MissingExtraError: markdown-it-py is not installed.

    Examples:
        >>> found = extract_markdown("# Start {#start}\\n\\nRun *this*:\\n\\n```sh\\nls\\n```\\n")
        >>> [(span.of(found.text), role) for span, role in found.blocks]
        [('Start', 'headline'), ('Run this:', 'body'), ('ls', 'furniture')]
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    writer = _Writer()
    front = _FRONT_MATTER.match(text)
    if front:
        writer.front_matter(front.group(1) or "")
        text = text[front.end() :]
    writer.read(text)
    return Blocks("".join(writer.parts), tuple(writer.blocks), tuple(writer.landmarks))


@cache
def _parser() -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt
    except ImportError as error:
        raise MissingExtraError.of("reading Markdown needs", "markdown-it-py", "web") from error
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.disable("inline")  # block by block, see `_shown`
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "box", _box, interrupts)
    parser.block.ruler.before("fence", "admonition", _admonition, interrupts)
    return parser


def _line_of(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a line that opens or closes a box; the lines inside the box are read as blocks like all others."""
    if state.is_code_block(start):
        return False
    opening = _BOX.fullmatch(_line_of(state, start)[:_LONGEST_TITLE])
    if opening is None:
        return False
    if not silent:
        _put_title(state, start, opening["title"] or opening["bracket"] or opening["alert"])
        state.line = start + 1
    return True


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a line that opens an admonition, and the indented blocks inside it."""
    if state.is_code_block(start):
        return False
    opening = _ADMONITION.fullmatch(_line_of(state, start)[:_LONGEST_TITLE])
    if opening is None:
        return False
    if silent:
        return True
    _put_title(state, start, opening["title"])
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent + _INDENT):
        last += 1
    line_max = state.lineMax
    state.blkIndent += _INDENT
    state.lineMax = last
    state.md.block.tokenize(state, start + 1, last)
    state.blkIndent -= _INDENT
    state.lineMax = line_max
    state.line = last
    return True


def _put_title(state: StateBlock, number: int, title: str | None) -> None:
    """Add the title of a box as a heading; if it has no title, add its line as furniture."""
    if title and _LETTER.search(title):
        state.push("heading_open", "h6", 1)
        state.push("inline", "", 0).content = title.strip()
        state.push("heading_close", "h6", -1)
    else:
        state.push("box", "", 0).content = _line_of(state, number)


class _Writer:
    """Collects blocks while the tokens are walked once."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[tuple[Span, Role]] = []
        self.landmarks: list[Landmark] = []
        self._length = 0

    def front_matter(self, fields: str) -> None:
        """Write the fields before a document: title and description as text, all others as furniture."""
        for line in fields.splitlines():
            field = _SEEN_FIELD.fullmatch(line)
            if field:
                value = field[2] or field[3] or field[4]
                self._put(value, "headline" if field[1] == "title" else "body")
            else:
                self._put(line, "furniture")

    def read(self, text: str) -> None:
        """Write the blocks of a document."""
        references: EnvType = {}  # addresses of links that are defined elsewhere in the document
        role: Role = "body"
        row: list[str] | None = None  # cells of an open row of a table
        for token in _parser().parse(text, references):
            match token.type:
                case "heading_open":
                    role = "headline"
                case "heading_close":
                    role = "body"
                case "tr_open":
                    row = []
                case "tr_close":
                    self._put("\t".join(row or ()), "furniture")
                    row = None
                case "inline" if row is not None:
                    row.append(_shown(token.content, references).text)
                case "inline":
                    self._inline(_shown(token.content, references), role)
                case "fence" | "code_block":
                    digest = blake2b(token.content.strip().encode("utf-8", "replace"), digest_size=8)
                    self._put(token.content, "furniture", [f"code:{digest.hexdigest()}"])
                case "html_block":
                    self._html(token.content)
                case "box":
                    self._put(token.content, "furniture")

    def _inline(self, shown: _Shown, role: Role) -> None:
        text, names = shown
        start = text.rfind("{") if text.endswith("}") else -1
        name = _NAME.fullmatch(text, start) if start >= 0 else None
        if name:
            text, names = text[:start], [*names, f"#{name[1]}"]
        self._put(text, role if _LETTER.search(text) or any(map(str.isdigit, text)) else "furniture", names)

    def _html(self, html: str) -> None:
        names = [f"#{name}" for name in _NAMED_TAG.findall(html)]
        extracted = extract(html)
        hints = {span.start: role for span, role in extracted.hints}
        start = 0
        for line in extracted.text.splitlines(keepends=True):
            role = hints.get(start, "body")
            self._put(line, role if role == "furniture" else "body", names)
            start += len(line)
            names = []

    def _put(self, text: str, role: Role, names: Sequence[str] = ()) -> None:
        lines = [line.rstrip() for line in text.split("\n")]
        if role != "furniture":
            lines = [_BLANKS.sub(" ", line).strip() for line in lines]
        block = "\n".join(line for line in lines if line)
        if not block.strip():
            return
        span = Span(self._length, self._length + len(block))
        self.blocks.append((span, role))
        self.landmarks += [Landmark(name, span) for name in dict.fromkeys(names)]
        self.parts += (block, "\n")
        self._length = span.end + 1


class _Shown(NamedTuple):
    """The text of a block as a reader sees it, and the names of the landmarks in it."""

    text: str
    names: list[str]


def _shown(block: str, references: EnvType) -> _Shown:
    if len(block) > _LONGEST_BLOCK:
        return _Shown(block, [])
    tokens: list[Token] = []
    _parser().inline.parse(block, _parser(), references, tokens)
    parts: list[str] = []
    names: list[str] = []
    ends: list[int] = []  # of links
    for token in tokens:
        match token.type:
            case "text" | "text_special" | "code_inline":
                parts.append(token.content)
            case "softbreak" | "hardbreak":
                parts.append("\n")
            case "link_close":
                ends.append(sum(map(len, parts)))
            case "link_open":
                names.append(f"link:{token.attrGet('href')}")
            case "image":
                names.append(f"image:{token.attrGet('src')}")
            case "html_inline":
                names += [f"#{name}" for name in _NAMED_TAG.findall(token.content)]
                names += [f"link:{address}" for address in _LINKED_TAG.findall(token.content)]
    text = "".join(parts)
    for end in reversed(ends):
        attributes = _ATTRIBUTES.match(text, end)
        if attributes:
            text = text[:end] + text[attributes.end() :]
    return _Shown(text, names)
