// The desk: what is corrected goes to the server of this page, which checks again and says how the document stands.
const desk = (() => {
  const { address, state: first } = JSON.parse(byId("desk").textContent);
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

  // The document as the server says it stands. Its markup is made by the template of the page, which escapes all text.
  const install = (answer) => {
    const place = scrollY;
    state = answer.state;
    stopEditing();
    const script = scripts[0];
    script.textContent = JSON.stringify(answer.alignment);
    script.dataset.korean = answer.korean;
    for (const slot of ["head", "body", "tail"]) byId(slot).innerHTML = answer[slot];
    sheets.clear();
    sheet = null;
    current = null;
    open(script);
    translate(byId("head"));
    translate(byId("body"));
    translate(byId("tail"));
    showState();
    scrollTo(0, place);
  };

  // What an editor did with a document that is about to be shown: corrected pairs, reasons of accepted findings.
  const mark = ({ rows, findings }) => {
    for (const number of state.edited) rows[number]?.classList.add("edited");
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
        body: JSON.stringify({ revision: state.revision, change: wanted }),
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
  const rewrite = (side) => {
    if (!editing) return;
    const at = sheet.rows.indexOf(editing);
    const bead = beadsOf(sheet.rungs)[at];
    const name = (sheet.korean === "source") === (side === "left") ? "source" : "target";
    const pair = pairsByBead(sheet.alignment, sheet.korean).get(keyOf(bead));
    const place = editing.querySelector(`.side.${side}`);
    if (!pair || !pair[name].length || place.querySelector("form")) return;
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

  const clicked = (button) => {
    if (button.id === "undo" || button.id === "redo") change({ do: button.id });
    else if (button.dataset.recall) change({ do: "recall", kind: button.dataset.recall });
    else if (button.dataset.rewrite) rewrite(button.dataset.rewrite);
    else return false;
    return true;
  };

  return {
    change,
    accept,
    rewrite,
    clicked,
    accepted: () => new Map(Object.entries(state.accepted)),
    canUndo: () => state.undo,
    mark,
    begin: showState,
  };
})();
