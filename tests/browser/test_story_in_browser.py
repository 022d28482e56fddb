"""A day of an editor: a page is dropped in, corrected, left, found again after a crash, and handed on.

The pictures on the way are those of `examples/5_review.ipynb`; `ALIGNER_PICTURES` names a folder for them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any

import aligner

ARTICLE = Path(__file__).parents[2] / "examples" / "articles" / "harbour_festival.txt"
REASON = "He spells his own name so."
SHIFT, TAB, ENTER, ESCAPE, CTRL_ENTER = "\ue008", "\ue004", "\ue007", "\ue00c", "\ue009\ue007"

# What a browser does with a file that is dragged over the page and let go.
DROP = """
const [name, content] = arguments;
const files = new DataTransfer();
files.items.add(new File([content], name, { type: "text/html" }));
for (const event of ["dragover", "drop"]) {
  document.getElementById("drop").dispatchEvent(
    new DragEvent(event, { dataTransfer: files, bubbles: true, cancelable: true }));
}
"""


def page() -> str:
    """The article as a site might show it."""
    lines = [line for line in ARTICLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    return "<!doctype html><meta charset=utf-8>" + "".join(f"<p>{escape(line)}</p>" for line in lines)


def accept(editor: Any, kind: str, reason: str) -> None:
    finding = editor.find(f'.finding[data-kind="{kind}"]')[0]
    editor.run("arguments[0].scrollIntoView({ block: 'center' })", finding)
    finding.find_element("css selector", ".accept").click()
    editor.one("form.reason input").send_keys(reason)
    editor.picture("4_accept")
    editor.click('form.reason button[type="submit"]')
    assert editor.idle()
    assert editor.until(lambda: editor.find(".finding.accepted") != [])


def picture_of_list(editor: Any, name: str) -> None:
    """With another folder than that of the test."""
    editor.run("document.querySelector('.root code').textContent = '/home/editor/articles'")
    editor.picture(name)


def pairs_of(alignment: aligner.Alignment) -> list[tuple[str, str]]:
    return [(pair.source_text, pair.target_text) for pair in alignment]


def test_nothing_is_lost_from_the_drop_to_the_hand_on(at_desk: Any, served: Any) -> None:
    editor = at_desk
    editor.driver.get(served.address)
    assert editor.until(lambda: editor.find("#list a") != [])
    picture_of_list(editor, "1_start")
    editor.run(DROP, "festival.html", page())
    assert editor.until(lambda: "number" in editor.kinds())
    assert editor.one("h1").text.startswith("해온시")
    rows = editor.rows
    editor.picture("2_document")

    editor.open_row(2)
    editor.click('[data-edit="joinNext"]')
    assert editor.until(lambda: editor.rows == rows - 1)
    assert editor.idle()
    editor.click('[data-edit="done"]')
    editor.open_row(rows - 2)
    editor.click('[data-edit="unlink"]')
    assert editor.until(lambda: editor.rows == rows)
    assert editor.idle()
    editor.click('[data-edit="done"]')

    number = next(n for n, row in enumerate(editor.find(".pair"), 1) if "84" in row.text)
    editor.begin_rewriting(number, "84", "48")
    editor.picture("3_rewrite")
    editor.click('form.rewrite button[type="submit"]')
    assert editor.until(lambda: "number" not in editor.kinds())
    editor.click('[data-edit="done"]')
    accept(editor, "name_variant", REASON)
    kinds, texts = editor.kinds(), [row.text for row in editor.find(".pair .side")]

    editor.forget()
    served.kill()
    served.start()
    editor.driver.get(served.address)
    assert editor.until(lambda: len(editor.find("#list .read")) == 2)
    picture_of_list(editor, "5_list")
    editor.visit(served, "festival.html")
    assert editor.kinds() == kinds
    assert [row.text for row in editor.find(".pair .side")] == texts
    assert REASON in editor.find(".finding.accepted")[0].text
    assert [note.text for note in editor.find(".pair.edited .own")] == ["corrected"] * 4, (
        "the joined, both halves of the unlinked, the rewritten"
    )

    editor.click(".hand-on summary")
    editor.picture("6_hand_on")
    names = {}
    for link in editor.find(".hand-on a"):
        form = link.get_attribute("href").rsplit("/", 1)[1]
        link.click()
        names[form] = editor.saved(f"festival.{form}")
        if not editor.find(".hand-on a"):
            editor.click(".hand-on summary")
    standing = aligner.load(names["alignment.json"])
    assert "48 fishing boats" in str(pairs_of(standing))
    for form in ("pairs.tsv", "memory.tmx", "bitext.xlf"):
        kept = [pair for pair in pairs_of(aligner.load(names[form])) if all(pair)]
        assert kept == [pair for pair in pairs_of(standing) if all(pair)], form
    assert "48 fishing boats" in names["translation.txt"].read_text(encoding="utf-8")
    assert "48 fishing boats" in names["report.html"].read_text(encoding="utf-8")
    assert REASON in names["accepted.baseline"].read_text(encoding="utf-8")
    assert all(path.stat().st_size for path in names.values())

    work = served.folder / "festival.html.review.json"
    command = [sys.executable, "-m", "aligner", "recheck", str(work), "-f", "json"]
    shell = aligner.Alignment.from_dict(
        json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    )
    assert shell.pairs == standing.pairs
    assert [one.message for one in shell.mismatches] == [one.message for one in standing.mismatches]
    assert editor.complaints() == []


def tab_to(editor: Any, selector: str, back: bool = False) -> None:
    """Press Tab until something has the focus."""
    from selenium.webdriver import ActionChains

    for _ in range(80):
        if editor.run("return document.activeElement.matches(arguments[0])", selector):
            return
        keys = ActionChains(editor.driver)
        keys = keys.key_down(SHIFT).send_keys(TAB).key_up(SHIFT) if back else keys.send_keys(TAB)
        keys.perform()
    raise AssertionError(f"no key leads to {selector}")


def test_no_mouse_is_needed(at_desk: Any, served: Any) -> None:
    """Open, walk, join, undo, rewrite, accept with a reason, look for a kind, hand on."""
    editor = at_desk
    editor.driver.get(served.address)
    assert editor.until(lambda: editor.find("#list .read") != [])
    tab_to(editor, "#list a")
    editor.press(ENTER)
    assert editor.until(lambda: editor.rows > 0)

    tab_to(editor, ".skip")
    editor.press(ENTER)
    assert editor.focus == "pairs"
    editor.press("nn")
    assert editor.focus == "pair-2"
    editor.press("em")
    assert editor.until(lambda: editor.rows == 11)
    assert editor.idle()
    editor.press("z")
    assert editor.until(lambda: editor.rows == 12)
    assert editor.idle()
    editor.press("jet")
    assert editor.until(lambda: editor.find("form.rewrite textarea") != [])
    field = editor.driver.switch_to.active_element
    text = field.get_attribute("value")
    field.clear()
    field.send_keys(text.replace("84", "48"))
    field.send_keys(CTRL_ENTER)
    assert editor.until(lambda: editor.kinds()[0] == "magnitude")
    assert editor.idle()
    editor.press(ESCAPE)
    editor.press("j")
    kind = editor.run("return document.activeElement.dataset.kind")
    editor.press("a")
    assert editor.run("return document.activeElement.matches('form.reason input')")
    editor.press(f"so it is{ENTER}")
    assert editor.until(lambda: editor.find(".finding.accepted") != [])
    assert editor.run("return document.activeElement.dataset.kind") == kind
    assert "so it is" in editor.find(".finding.accepted")[0].text

    tab_to(editor, ".hand-on summary", back=True)
    editor.press(ENTER)
    tab_to(editor, '.hand-on a[href$="translation.txt"]')
    editor.press(ENTER)
    assert "48 fishing boats" in editor.saved("harbour.translation.txt").read_text(encoding="utf-8")
    editor.press(ESCAPE)
    assert editor.find(".hand-on a") == []
    assert editor.run("return document.activeElement.matches('.hand-on summary')")


def test_whatever_can_be_used_has_a_name(at_desk: Any, served: Any) -> None:
    """As the browser tells it to a screen reader, in both languages; no two buttons of a pair alike."""

    def names() -> list[tuple[str, str]]:
        tree = editor.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        used = {"button", "link", "checkbox", "combobox", "searchbox", "textbox", "DisclosureTriangle"}
        return [
            (node["role"]["value"], node["name"]["value"])
            for node in tree
            if not node["ignored"] and node["role"]["value"] in used
        ]

    editor = at_desk
    editor.open_row(5)
    editor.click('[data-rewrite="right"]')
    assert editor.until(lambda: editor.find("form.rewrite textarea") != [])
    editor.find(".finding .accept")[1].click()
    for _ in range(2):
        assert len(names()) > 60
        assert [role for role, name in names() if not name.strip()] == []
        pencils = [name for _, name in names() if name.startswith(("Correct Pair", "고치기 쌍"))]
        assert len(set(pencils)) == 12
        editor.click("#language")
    editor.driver.get(served.address)
    assert editor.until(lambda: editor.find("#list a") != [])
    assert [role for role, name in names() if not name.strip()] == []
