// Filtering, moving, accepting and the second language. Everything shown is in the page already: the script
// hides and names, it never makes markup out of text.
(() => {
  "use strict";
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const labels = JSON.parse(byId("labels").textContent);
  const root = document.documentElement;
  root.classList.add("scripts");

  // --- what is in the page; looked up once, so that a filter only compares and hides

  const marks = new Map(); // number of a finding -> its marks
  for (const mark of all("mark")) {
    mark.numbers = mark.dataset.findings.split(" ");
    for (const number of mark.numbers) marks.set(number, [...(marks.get(number) ?? []), mark]);
  }
  const blocks = all(".pair, .across").map((element) => ({
    element,
    flags: new Set((element.dataset.flags ?? "all found").split(" ")),
    counted: element.classList.contains("pair"),
    findings: all(".finding", element),
    text: null,
  }));
  const findings = blocks.flatMap((block) => block.findings);
  const numberOf = (finding) => finding.id.slice("finding-".length);
  const plain = (text) => text.normalize("NFC").toLowerCase();
  const textOf = (block) => (block.text ??= plain(
    all(".side, .message", block.element).map((part) => part.textContent).join("\n")));

  // --- accepted findings, kept by the browser where it lets us

  const store = document.body.dataset.store;
  let stored = [];
  try {
    stored = JSON.parse(localStorage.getItem(store) ?? "[]");
  } catch {
    byId("not-stored").hidden = false;
  }
  const accepted = new Set(Array.isArray(stored) ? stored : []);

  const showAccepted = (finding) => {
    const yes = accepted.has(finding.dataset.id);
    finding.classList.toggle("accepted", yes);
    finding.querySelector(".accept")?.setAttribute("aria-pressed", String(yes));
  };

  const accept = (finding) => {
    const id = finding.dataset.id;
    if (!id) return;
    if (!accepted.delete(id)) accepted.add(id);
    findings.filter((one) => one.dataset.id === id).forEach(showAccepted);
    try {
      localStorage.setItem(store, JSON.stringify([...accepted]));
    } catch {
      byId("not-stored").hidden = false;
    }
    filter();
  };

  // The format of aligner/mismatches/baseline.py: what the page was made with, then a line for each finding.
  const baseline = () => {
    const lines = new Map();
    for (const finding of findings) {
      const { id, kind } = finding.dataset;
      const message = finding.querySelector(".message").textContent;
      if (accepted.has(id)) lines.set(id, `${id}\t${kind}: ${message}`.replace(/[\r\n]+/g, " "));
    }
    return byId("baseline").textContent + [...lines.values()].map((line) => `${line}\n`).join("");
  };

  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([baseline()], { type: "text/tab-separated-values" }));
    const name = document.body.dataset.document.split(/[\\/]/).pop().replace(/\.[^.]*$/, "");
    link.download = `${name || "article"}.accepted.tsv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  // --- filter

  const hide = (element, hidden) => {
    if (element.hidden !== hidden) element.hidden = hidden;
  };

  function filter() {
    const severities = new Set(all("[name=severity]:checked").map((box) => box.value));
    const kind = byId("kind").value;
    const flag = byId("show").value;
    const hideAccepted = byId("hide-accepted").checked;
    const sought = plain(byId("find").value.trim());
    const narrow = severities.size < 3 || kind !== "" || (hideAccepted && flag === "found");
    const seen = { pairs: 0, findings: 0 };
    for (const block of blocks) {
      let left = 0;
      for (const finding of block.findings) {
        const fits = severities.has(finding.dataset.severity) && (!kind || finding.dataset.kind === kind)
          && !(hideAccepted && finding.classList.contains("accepted"));
        hide(finding, !fits);
        left += fits;
      }
      const fits = block.flags.has(flag) && (left > 0 || (block.counted && !narrow))
        && (!sought || textOf(block).includes(sought));
      hide(block.element, !fits);
      if (fits) seen.findings += left;
      if (fits && block.counted) seen.pairs += 1;
    }
    for (const several of marks.values()) {
      for (const mark of several) {
        mark.classList.toggle("off", mark.numbers.every((number) => byId(`finding-${number}`).hidden));
      }
    }
    byId("nothing").hidden = blocks.length === 0 || blocks.some((block) => !block.element.hidden);
    const counts = {
      ...seen,
      all_pairs: blocks.filter((block) => block.counted).length,
      all_findings: findings.length,
      accepted: findings.filter((finding) => accepted.has(finding.dataset.id)).length,
    };
    byId("shown").textContent = label("shown").replace(/\{(\w+)\}/g, (_, name) => counts[name]);
  }

  const showEverything = () => {
    document.querySelector(".tools").reset();
    filter();
  };

  // --- moving between findings

  let current = null;

  const stand = (finding) => {
    for (const mark of all("mark.current")) mark.classList.remove("current");
    for (const mark of marks.get(numberOf(finding)) ?? []) mark.classList.add("current");
    current = finding;
  };

  const move = (step) => {
    const shown = findings.filter((finding) => !finding.hidden && !finding.closest(".pair, .across").hidden);
    const here = current ? Number(numberOf(current)) : 0;
    const next = step > 0
      ? shown.find((finding) => Number(numberOf(finding)) > here)
      : shown.findLast((finding) => Number(numberOf(finding)) < here);
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };

  const goToHash = () => {
    const target = byId(location.hash.slice(1));
    if (!target) return;
    if (target.closest("[hidden]")) showEverything();
    if (target.classList.contains("finding")) target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.classList.contains("finding") ? "center" : "start" });
  };

  const KEYS = {
    KeyJ: () => move(1),
    KeyK: () => move(-1),
    KeyA: () => current && accept(current),
    Slash: () => byId("find").focus(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
    // The place of the key counts: on a Korean keyboard j writes ㅓ.
    const action = byId("keys").checked && KEYS[event.code];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // --- languages

  let language = "en";
  const label = (key) => labels[key][language];

  const speak = (wanted) => {
    language = wanted;
    root.lang = wanted;
    for (const element of all("[data-t]")) {
      const count = element.dataset.count ? ` (${element.dataset.count})` : "";
      element.textContent = label(element.dataset.t) + count;
    }
    const other = wanted === "en" ? "ko" : "en";
    byId("language").textContent = labels.language[other];
    byId("language").lang = other;
    filter();
  };

  // --- what the reader does

  let waiting;
  byId("find").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  document.querySelector(".tools").addEventListener("submit", (event) => event.preventDefault());
  document.querySelector(".tools").addEventListener("change", (event) => {
    if (event.target.id !== "find") filter();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".accept");
    if (button) accept(button.closest(".finding"));
  });
  document.addEventListener("focusin", (event) => {
    const finding = event.target.closest(".finding");
    if (finding) stand(finding);
  });
  byId("previous").addEventListener("click", () => move(-1));
  byId("next").addEventListener("click", () => move(1));
  byId("export").addEventListener("click", save);
  byId("language").addEventListener("click", () => speak(language === "en" ? "ko" : "en"));
  addEventListener("hashchange", goToHash);

  findings.forEach(showAccepted);
  filter();
  goToHash();
})();
