// The desk: what is corrected goes to the server of this page, which checks again and says how the document stands.
const desk = (() => {
  const { address, state: first, ...given } = JSON.parse(byId("desk").textContent);
  let { version } = given; // of what is shown
  let state = first; // revision, accepted findings by id, dismissed kinds, whether there is something to undo
  let busy = false;

  const say = (text) => {
    byId("desk-said").textContent = text;
  };

  const showState = () => {
    byId("undo").disabled = !state.undo;
    byId("redo").disabled = !state.redo;
    byId("dismissed").replaceChildren(...state.dismissed.map((kind) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.recall = kind;
      const name = `kind:${kind}` in labels ? label(`kind:${kind}`) : kind;
      button.textContent = label("desk:recall").replace("{kind}", name);
      return button;
    }));
  };

  // The parts as the server says they stand. Their markup is made by the template of the page, which escapes all text.
  const fragment = (markup) => {
    const template = document.createElement("template");
    template.innerHTML = markup;
    translate(template.content);
    return template.content;
  };

  const number = (row, n) => {
    row.id = `pair-${n}`;
    row.setAttribute("aria-labelledby", `head-${n}`);
    const head = row.querySelector("h3");
    head.id = `head-${n}`;
    head.querySelector("a").href = `#pair-${n}`;
    head.querySelector(".label").textContent = n;
    row.querySelector(".edit").setAttribute("aria-labelledby", `say-edit head-${n}`);
  };

  const install = (answer) => {
    const place = scrollY;
    const whole = answer.since === null;
    state = answer.state;
    version = answer.version;
    stopEditing();
    const script = scripts[0];
    script.dataset.korean = answer.korean;
    const body = byId("body");
    arrange(sheet, "text");
    const rows = all(".pair", body);
    const [first, gone] = whole ? [0, rows.length] : [answer.first, answer.gone];
    const next = rows[first + gone] ?? body.querySelector(".across:not(.leading)");
    rows.slice(first, first + gone).forEach((row) => row.remove());
    const made = fragment(answer.rows);
    const added = made.querySelectorAll(".pair").length;
    body.insertBefore(made, next);
    if (added !== gone) all(".pair", body).slice(first + added).forEach((row, i) => number(row, first + added + i + 1));
    all(".across", body).forEach((section) => section.remove());
    body.querySelector(".columns").after(fragment(answer.leading));
    body.append(fragment(answer.across));
    byId("head").replaceChildren(fragment(answer.head));
    byId("tail").replaceChildren(fragment(answer.tail));
    all(".reason-said", body).forEach((note) => note.remove());
    all(".pair.edited", body).forEach((row) => row.classList.remove("edited"));
    all(".gutter .own", body).forEach((note) => note.remove());
    const { number: standing } = current ?? {};
    sheets.clear();
    sheet = null;
    open(script);
    current = sheet.findings.find((finding) => finding.number === standing) ?? null;
    showState();
    scrollTo(0, place);
  };

  // What was found in the rest of a long document comes later: when nobody is writing.
  const settle = async () => {
    const response = await fetch(`${address}/settled?version=${version}`);
    const answer = await response.json();
    while (document.querySelector("form.rewrite, form.reason") || busy) await new Promise((then) => setTimeout(then, 300));
    if (answer.since !== version && answer.since !== null) return; // a change came first and brought it along
    if (!state.pending) return;
    const at = editing ? sheet.rows.indexOf(editing) : -1;
    const focused = document.activeElement;
    install(answer);
    if (at >= 0 && sheet.rows[at]) edit(sheet.rows[at]);
    else if (focused?.isConnected) focused.focus({ preventScroll: true });
  };

  // What an editor did with a document that is about to be shown: corrected pairs, reasons of accepted findings.
  const mark = ({ rows, findings }) => {
    for (const number of state.edited) {
      if (!rows[number]) continue;
      rows[number].classList.add("edited");
      const note = byId("pair").content.querySelector(".own").cloneNode(true);
      translate(note);
      rows[number].querySelector(".gutter").append(note);
    }
    for (const { id, element } of findings) {
      const reason = state.accepted[id]?.reason;
      if (!reason) continue;
      const said = document.createElement("span");
      said.className = "reason-said";
      said.textContent = ` — ${reason}`;
      element.querySelector(".what").append(said);
    }
  };

  const change = async (wanted, then) => {
    if (busy) return;
    busy = true;
    document.body.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(`${address}/changes`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ revision: state.revision, version, change: wanted }),
      });
      const answer = await response.json();
      if (answer.state) install(answer);
      say(response.ok ? "" : answer.error);
      if (response.ok) then?.();
    } catch {
      say(label("desk:gone"));
    } finally {
      busy = false;
      document.body.removeAttribute("aria-busy");
    }
    if (state.pending) settle().catch(() => say(label("desk:gone")));
  };

  const accept = (finding) => {
    if (!finding.id) return;
    if (state.accepted[finding.id]) {
      change({ do: "reopen", id: finding.id }, () => focusFinding(finding.id));
      return;
    }
    all("form.reason").forEach((form) => form.remove());
    const form = byId("reason").content.firstElementChild.cloneNode(true);
    translate(form);
    finding.element.append(form);
    const input = form.querySelector("input");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      change({ do: "accept", id: finding.id, reason: input.value }, () => focusFinding(finding.id));
    });
    form.querySelector("[data-dismiss]").addEventListener("click",
      () => change({ do: "dismiss", kind: finding.kind }));
    form.querySelector("[data-cancel]").addEventListener("click", () => closeForm(form, finding.element));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") closeForm(form, finding.element);
      event.stopPropagation();
    });
    input.focus();
  };

  const closeForm = (form, place) => {
    form.remove();
    place.focus({ preventScroll: true });
  };

  const focusFinding = (id) => {
    const found = sheet.findings.find((finding) => finding.id === id);
    if (found && isShown(found.element)) found.element.focus({ preventScroll: true });
  };

  // The sentences of one side of the pair that is being corrected, each in a field of its own.
  const rewrite = async (side) => {
    if (!editing) return;
    const row = editing;
    const at = sheet.rows.indexOf(row);
    const bead = beadsOf(sheet.rungs)[at];
    const name = (sheet.korean === "source") === (side === "left") ? "source" : "target";
    const place = row.querySelector(`.side.${side}`);
    const pair = await pairAt(at);
    if (editing !== row || place.querySelector("form")) return;
    say(pair[name].length ? "" : label("desk:rewrite:none"));
    if (!pair[name].length) return;
    const [start] = bead[side];
    pair[name].forEach(({ text }, i) => {
      const form = byId("rewrite").content.firstElementChild.cloneNode(true);
      translate(form);
      const field = form.querySelector("textarea");
      field.value = [text].flat().join("");
      field.lang = LANGUAGES[side];
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        change({ do: "edit", side: name, sentence: start + i, text: field.value }, () => edit(sheet.rows[at]));
      });
      form.querySelector("[data-cancel]").addEventListener("click", () => closeForm(form, editing));
      form.addEventListener("keydown", (event) => {
        if (event.key === "Escape") closeForm(form, editing);
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
        event.stopPropagation();
      });
      place.append(form);
    });
    place.querySelector("textarea").focus();
  };

  // All that is known of a pair: its texts as they are, and the evidence.
  const pairAt = async (at) => (await fetch(`${address}/pairs/${at}`)).json();

  const clicked = (button) => {
    if (button.id === "undo" || button.id === "redo") change({ do: button.id });
    else if (button.dataset.recall) change({ do: "recall", kind: button.dataset.recall });
    else if (button.dataset.rewrite) rewrite(button.dataset.rewrite);
    else return false;
    return true;
  };

  // The list of what can be handed on goes where nobody looks at it any more.
  const menu = document.querySelector(".hand-on");
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  });

  return {
    change,
    accept,
    rewrite,
    clicked,
    accepted: () => new Map(Object.entries(state.accepted)),
    canUndo: () => state.undo,
    mark,
    pairAt,
    begin: showState,
  };
})();
