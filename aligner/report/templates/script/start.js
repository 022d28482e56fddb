// What the reader does, and the first look of the page.
const sheets = new Map(); // of script elements, as they are opened

const open = (script) => {
  stopEditing();
  if (!sheets.has(script)) sheets.set(script, new Sheet(script));
  if (sheet === sheets.get(script) && sheet.language === language) return;
  if (sheet !== sheets.get(script)) current = null;
  sheet = sheets.get(script);
  sheet.show();
  markInIndex();
  offerKinds();
  filter();
};

const markInIndex = () => {
  for (const link of all(".index a")) {
    const isOpen = link.hash === `#page-${sheet.number}`;
    if (isOpen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    const [box, row] = [link.closest(".scroll"), link.closest("tr")];
    const seen = row.offsetTop > box.scrollTop && row.offsetTop + row.offsetHeight < box.scrollTop + box.clientHeight;
    if (isOpen && !seen) box.scrollTop = row.offsetTop - box.clientHeight / 2;
  }
};

const openBeside = (step) => {
  const script = scripts[scripts.indexOf(sheet.script) + step];
  if (script) location.hash = `#page-${script.dataset.number}`;
};

const speak = (wanted) => {
  const row = editing;
  language = wanted;
  store.set("language", wanted);
  nameLanguages();
  translate(document);
  tellIndex();
  open(sheet.script);
  if (row) edit(row);
};

const acceptAtHand = (finding) => {
  if (desk) {
    desk.accept(finding);
    return;
  }
  sheet.accept(finding);
  tellIndex();
  filter();
};

// A kind of the summary is looked for, or no longer.
const lookFor = (kind) => {
  byId("kind").value = byId("kind").value === kind ? "" : kind;
  filter();
};

const KEYS = {
  KeyJ: () => moveToFinding(1),
  KeyK: () => moveToFinding(-1),
  KeyN: () => moveToPair(1),
  KeyP: () => moveToPair(-1),
  KeyA: () => current && acceptAtHand(current),
  KeyE: () => {
    const row = pairAtHand();
    if (row) edit(row);
  },
  Slash: () => byId("find").focus(),
  BracketLeft: () => openBeside(-1),
  BracketRight: () => openBeside(1),
};
const EDITING_KEYS = {
  KeyM: () => correct("joinNext"),
  KeyS: () => correct("split"),
  KeyU: () => correct("unlink"),
  KeyZ: undo,
  KeyT: () => desk?.rewrite("right"),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
  if (event.code === "Escape") stopEditing();
  // The place of the key counts: on a Korean keyboard j writes ㅓ.
  const action = byId("keys").checked && ((editing && EDITING_KEYS[event.code]) || KEYS[event.code]);
  if (!action) return;
  event.preventDefault();
  action();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches(".accept")) acceptAtHand(sheet.findingOf(button.closest(".finding")));
  if (button.matches(".edit")) edit(button.closest(".pair"));
  if (button.closest(".kinds")) lookFor(button.dataset.kind);
  if (desk?.clicked(button)) return;
  const { edit: name } = button.dataset;
  if (name === "done") stopEditing();
  else if (name === "undo") undo();
  else if (name) correct(name);
});

document.addEventListener("change", (event) => {
  const remark = event.target.closest(".remark");
  if (remark) sheet.remark(sheet.findingOf(remark.closest(".finding")), event.target.value.trim());
});

document.addEventListener("focusin", (event) => {
  const finding = event.target.closest(".finding");
  if (finding) standOn(sheet.findingOf(finding));
});

why.addEventListener("toggle", () => {
  if (why.open && editing) explain();
});

let waiting;
byId("find").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(filter, 120);
});
document.querySelector(".tools").addEventListener("submit", (event) => event.preventDefault());
document.querySelector(".tools").addEventListener("change", (event) => {
  if (event.target.id !== "find" && event.target.id !== "keys") filter();
});
byId("previous").addEventListener("click", () => moveToFinding(-1));
byId("next").addEventListener("click", () => moveToFinding(1));
byId("save-accepted").addEventListener("click", saveAccepted);
byId("save-corrected").addEventListener("click", saveCorrected);
byId("language").addEventListener("click", () => speak(language === "en" ? "ko" : "en"));
addEventListener("hashchange", () => goTo(location.hash));

document.documentElement.classList.add("scripts");
// On a phone the first pair comes before what filters.
const narrow = matchMedia("(max-width: 44rem)");
const fold = () => {
  for (const more of all(".more")) more.open = !narrow.matches;
};
narrow.addEventListener("change", fold);
fold();
nameLanguages();
if (language !== "en") translate(document);
offerSaving();
desk?.begin();
if (scripts.length) open(scripts[0]);
goTo(location.hash);
