// Everything shown is in the page already: the script hides, moves and names, it never makes markup out of text.
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const hide = (element, hidden) => {
  if (element.hidden !== hidden) element.hidden = hidden;
};

// What the browser keeps of the reader's work. Where it keeps nothing, the page remembers until it is closed.
const store = (() => {
  const held = new Map();
  const attempt = (action) => {
    try {
      return action();
    } catch {
      hide(byId("not-stored"), false);
      return null;
    }
  };
  const parsed = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return null; // written by somebody else
    }
  };
  return {
    get(name) {
      if (!held.has(name)) held.set(name, parsed(attempt(() => localStorage.getItem(`aligner ${name}`))));
      return held.get(name);
    },
    set(name, value) {
      held.set(name, value);
      attempt(() => localStorage.setItem(`aligner ${name}`, JSON.stringify(value)));
    },
  };
})();

// The accepted findings of a document: the line of a baseline by id.
const acceptedOf = (place) => new Map(Object.entries(store.get(`accepted ${place}`) ?? {})
  .filter(([id, line]) => /^[0-9a-f]{12}([0-9a-f]{4})?$/.test(id) && typeof line === "string"));
