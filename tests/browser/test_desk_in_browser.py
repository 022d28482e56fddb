"""The editor's desk in a browser: drop, correct, accept, close, kill, start again, hand on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import aligner

HARBOUR = Path(__file__).parents[2] / "examples" / "articles" / "harbour_festival.txt"


def test_an_editors_morning(at_desk: Any, served: Any) -> None:
    before = at_desk.kinds()
    assert before[:2] == ["number", "magnitude"]

    at_desk.rewrite(5, "84", "48")
    assert at_desk.until(lambda: at_desk.kinds()[0] == "magnitude")
    assert "48 fishing boats" in at_desk.find(".pair")[4].text
    assert "edited" in at_desk.find(".pair")[4].get_attribute("class")

    finding = at_desk.find(".finding")[0]
    finding.find_element("css selector", ".accept").click()
    at_desk.one("form.reason input").send_keys("the city said so <b>")
    at_desk.click('form.reason button[type="submit"]')
    assert at_desk.idle()
    assert at_desk.until(lambda: at_desk.find(".finding.accepted") != [])
    assert "the city said so <b>" in at_desk.find(".finding.accepted")[0].text

    at_desk.open_row(2)
    at_desk.click('[data-edit="joinNext"]')
    assert at_desk.idle()
    assert at_desk.until(lambda: at_desk.rows == 11)
    assert [row.get_attribute("id") for row in at_desk.find(".pair")] == [f"pair-{n}" for n in range(1, 12)]

    served.kill()
    served.start()
    at_desk.visit(served)
    assert at_desk.rows == 11
    assert "48 fishing boats" in at_desk.find(".pair")[3].text
    assert "the city said so <b>" in at_desk.find(".finding.accepted")[0].text
    assert HARBOUR.read_bytes() == (served.folder / "harbour.txt").read_bytes()

    at_desk.click("#undo")
    assert at_desk.idle()
    assert at_desk.until(lambda: at_desk.rows == 12)
    at_desk.click("#redo")
    assert at_desk.idle()
    assert at_desk.until(lambda: at_desk.rows == 11)

    at_desk.click(".hand-on summary")
    at_desk.click('.hand-on a[href$="alignment.json"]')
    alignment = aligner.load(at_desk.saved("harbour.alignment.json"))
    assert "48 fishing boats" in alignment[3].target_text
    assert [m.kind for m in alignment.mismatches if m.kind in ("number", "magnitude")] == []

    command = [sys.executable, "-m", "aligner", "recheck", str(served.folder / "harbour.txt.review.json")]
    shell = subprocess.run([*command, "-f", "json"], capture_output=True, text=True, check=True)
    assert aligner.Alignment.from_dict(json.loads(shell.stdout)).pairs == alignment.pairs
    assert at_desk.complaints() == []


def test_a_page_is_dropped_in(at_desk: Any, served: Any, tmp_path: Path) -> None:
    at_desk.driver.get(served.address)
    page = tmp_path / "rain.txt"
    page.write_text("비가 왔다. 3만 명이 모였다.\n\nIt rained. 300,000 people gathered.\n", encoding="utf-8")
    at_desk.one("#files").send_keys(str(page))
    assert at_desk.until(lambda: at_desk.kinds() == ["magnitude"])
    assert (served.folder / "rain.txt").exists()


def test_the_later_of_two_windows_is_told(at_desk: Any, served: Any) -> None:
    first = at_desk.driver.current_window_handle
    at_desk.driver.switch_to.new_window("tab")
    at_desk.visit(served)
    at_desk.rewrite(5, "84", "48")
    assert at_desk.until(lambda: at_desk.kinds()[0] == "magnitude")
    at_desk.driver.close()
    at_desk.driver.switch_to.window(first)
    at_desk.rewrite(6, "125 million", "1.25 billion")
    assert at_desk.until(lambda: "another window" in at_desk.one("#desk-said").text)
    assert "48 fishing boats" in at_desk.find(".pair")[4].text, "it is shown as it stands"
    assert at_desk.idle()


def test_keys_alone_do(at_desk: Any) -> None:
    at_desk.press("je")  # to the first finding, its pair is corrected
    at_desk.press("t")
    assert at_desk.until(lambda: at_desk.find("form.rewrite textarea") != [])
    field = at_desk.driver.switch_to.active_element
    text = field.get_attribute("value")
    field.clear()
    field.send_keys(text.replace("84", "48"))
    field.send_keys("\ue009\ue007")  # Ctrl-Enter
    assert at_desk.until(lambda: at_desk.kinds()[0] == "magnitude")
    at_desk.press("z")
    assert at_desk.until(lambda: at_desk.kinds()[0] == "number")


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(1280, "light", "en"), (1280, "dark", "ko"), (390, "light", "ko"), (390, "dark", "en")],
)
def test_nobody_is_kept_out_of_any_view(
    at_desk: Any, served: Any, width: int, scheme: str, language: str
) -> None:
    """axe has nothing to say of the document, the list, an empty search, a page that is not there."""
    axe = pytest.importorskip("axe_core_python.selenium", reason="needs the extra `browser`")
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    at_desk.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    colours = {"name": "prefers-color-scheme", "value": scheme}
    at_desk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [colours]})
    at_desk.run("localStorage.setItem('aligner language', JSON.stringify(arguments[0]))", language)
    at_desk.refresh()

    def complaints() -> list[str]:
        found = axe.Axe().run(at_desk.driver)["violations"]
        wide = at_desk.run("return document.documentElement.scrollWidth > innerWidth")
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found] + ["too wide"] * wide

    assert complaints() == []
    at_desk.open_row(5)
    at_desk.click('[data-rewrite="right"]')
    assert at_desk.until(lambda: at_desk.find("form.rewrite textarea") != [])
    at_desk.run(
        "document.querySelector('.finding .accept').click(); document.querySelector('.why').open = true"
    )
    assert complaints() == []
    at_desk.run("document.querySelectorAll('.hand-on, .more').forEach((one) => (one.open = true))")
    at_desk.choose("#order", "gravity")
    at_desk.run("document.querySelector('.hand-on').open = true")
    assert complaints() == []
    address = at_desk.driver.current_url
    at_desk.driver.get(served.address)
    assert at_desk.until(lambda: at_desk.find("#list .read") != [])
    assert complaints() == []
    at_desk.run("document.querySelectorAll('.drop details').forEach((one) => (one.open = true))")
    for sought in ("축제", "nowhere"):
        at_desk.one("#find").clear()
        at_desk.one("#find").send_keys(sought)
        assert at_desk.until(lambda: at_desk.one("#found-said").text != "")
        assert complaints() == []
    at_desk.driver.get(address.rpartition("/")[0] + "/nothing")
    assert at_desk.find("[role=alert]") != []
    assert complaints() == []


def test_it_stops_cleanly(served: Any) -> None:
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=20) in (0, 130, -signal.SIGINT)
    assert not any(path.name.startswith(".aligner-") for path in served.folder.iterdir())


def test_a_side_without_a_sentence_says_what_to_do(at_desk: Any) -> None:
    """The article drops a sentence: there is nothing to rewrite, which is told where the editor looks."""
    classes = [one.get_attribute("class") for one in at_desk.find(".pair")]
    row = next(number for number, name in enumerate(classes, 1) if "left-only" in name)
    at_desk.open_row(row)
    at_desk.click('[data-rewrite="right"]')
    assert at_desk.until(lambda: "join the two pairs" in at_desk.one("#desk-said").text)
    box = at_desk.run("return document.querySelector('#desk-said').getBoundingClientRect().toJSON()")
    assert 0 <= box["top"] < box["bottom"] <= at_desk.run("return innerHeight")
    assert at_desk.find("form.rewrite") == []
    at_desk.open_row(row - 1)
    at_desk.click('[data-rewrite="right"]')
    assert at_desk.until(lambda: at_desk.find("form.rewrite textarea") != [])
    assert at_desk.one("#desk-said").text == ""
