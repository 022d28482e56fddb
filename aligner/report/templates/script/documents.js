// The list of documents on the desk.
const say = (text) => {
  byId("said").textContent = text;
};

const cell = (row, text, name) => {
  const made = row.insertCell();
  made.textContent = text;
  if (name) made.className = name;
  return made;
};

const rowOf = (summary) => {
  const row = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  const link = document.createElement("a");
  link.href = `/documents/${summary.key}`;
  link.textContent = summary.title || summary.name;
  head.append(link);
  const notes = { read: summary.title && summary.name, failed: summary.reason, waiting: label("desk:waiting") };
  if (notes[summary.state]) {
    const note = document.createElement("small");
    note.textContent = notes[summary.state];
    head.append(" ", note);
  }
  row.className = summary.state;
  row.append(head);
  if (summary.state === "read") {
    cell(row, summary.pairs, "count");
    cell(row, summary.unmatched, "count");
    for (const severity of ["error", "warning", "info"]) {
      const count = summary.severities[severity] ?? 0;
      cell(row, count, count ? `count ${severity}` : "count");
    }
    cell(row, summary.accepted, "count");
    cell(row, summary.changes, "count");
  } else {
    cell(row, "").colSpan = 7;
  }
  return row;
};

let documents = [];

// Rows that say what they said before stay where they are, under whatever has the focus.
const shown = new Map(); // of keys: what the row was made of, and the row

const rowFor = (summary) => {
  const text = JSON.stringify([language, summary]);
  if (shown.get(summary.key)?.text !== text) {
    const old = shown.get(summary.key)?.row;
    const row = rowOf(summary);
    shown.set(summary.key, { text, row });
    if (old?.contains(document.activeElement)) queueMicrotask(() => row.querySelector("a").focus());
  }
  return shown.get(summary.key).row;
};

const showList = () => {
  const rows = documents.map(rowFor);
  const body = byId("list").tBodies[0];
  if (rows.length !== body.rows.length || rows.some((row, i) => row !== body.rows[i])) {
    const focused = document.activeElement;
    body.replaceChildren(...rows);
    if (body.contains(focused)) focused.focus();
  }
  byId("count").textContent = `(${documents.length})`;
  hide(byId("nothing-yet"), documents.length > 0);
  hide(byId("list").parentElement, documents.length === 0);
};

const refresh = async () => {
  let next = 5000;
  try {
    const answer = await (await fetch("/documents")).json();
    documents = answer.documents;
    showList();
    if (documents.some(({ state }) => state === "waiting")) next = 700;
  } catch {
    say(label("desk:gone"));
  }
  setTimeout(refresh, next);
};

const put = async (name, body, type) => {
  say(label("desk:reading"));
  try {
    const response = await fetch(`/documents?name=${encodeURIComponent(name)}`, {
      method: "POST",
      headers: { "Content-Type": type },
      body,
    });
    const answer = await response.json();
    if (response.ok) return answer.address;
    say(answer.error);
  } catch {
    say(label("desk:gone"));
  }
  return null;
};

// One document is opened at once; several are put on the list.
const putFiles = async (files) => {
  const addresses = [];
  for (const file of files) {
    const address = await put(file.name, await file.arrayBuffer(), "application/octet-stream");
    if (address) addresses.push(address);
  }
  if (addresses.length === 1 && files.length === 1) location.assign(addresses[0]);
};

byId("files").addEventListener("change", (event) => putFiles([...event.target.files]));
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    byId("drop").classList.toggle("over", name === "dragover");
    if (name === "drop") putFiles([...event.dataTransfer.files]);
  });
}
byId("paste").addEventListener("submit", async (event) => {
  event.preventDefault();
  const address = await put("page.txt", event.target.page.value, "text/plain; charset=utf-8");
  if (address) location.assign(address);
});
byId("texts").addEventListener("submit", async (event) => {
  event.preventDefault();
  const values = { source: event.target.source.value, target: event.target.target.value };
  const address = await put("texts", JSON.stringify(values), "application/json");
  if (address) location.assign(address);
});

let waiting;
byId("search").addEventListener("submit", (event) => event.preventDefault());
byId("find").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const sought = byId("find").value.trim();
    const answer = sought ? await (await fetch(`/search?q=${encodeURIComponent(sought)}`)).json() : { found: [], all: 0 };
    const { found } = answer;
    byId("found-said").textContent = !sought ? "" : found.length
      ? label("desk:found").replace("{found}", found.length).replace("{all}", answer.all) : label("desk:not_found");
    byId("found").replaceChildren(...found.map(({ address, name, text }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = address;
      link.textContent = name;
      item.append(link, ` ${text}`);
      return item;
    }));
  }, 200);
});
byId("language").addEventListener("click", () => {
  language = language === "en" ? "ko" : "en";
  store.set("language", language);
  nameLanguages();
  translate(document);
  document.title = label("desk:title");
  showList();
});

nameLanguages();
translate(document);
document.title = label("desk:title");
refresh();
