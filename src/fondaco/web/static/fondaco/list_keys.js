// Keys of a list: j and k go from line to line, x chooses, “/” searches, “?” tells the
// keys. The focus itself moves, so that Enter opens and screen readers follow; whoever
// dictates or reads by letters turns them off.
const help = document.querySelector("[data-keys-help]");
const box = document.querySelector("[data-list-search]");
const lines = [...document.querySelectorAll("[data-line]")];

function go(step) {
  const here = lines.findIndex((line) => line.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : lines.length - 1) : here + step;
  lines[next]?.querySelector("th a").focus();
}

const actions = {
  j: () => go(1),
  k: () => go(-1),
  x: () => document.activeElement.closest("[data-line]")?.querySelector("[name=selected]").click(),
  "/": () => box?.focus(),
  "?": () => {
    if (help) {
      help.open = !help.open;
      help.querySelector("summary").focus();
    }
  },
};

document.addEventListener(
  "keydown",
  (event) => {
    const writing = event.target.closest(
      "textarea, select, [contenteditable], input:not([type=checkbox])",
    );
    const off = document.documentElement.dataset.singleKeys === "off";
    if (writing || off || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : null;
    if (action) {
      event.preventDefault();
      // Here “/” is the list's own search, before that of the whole site.
      event.stopImmediatePropagation();
      action();
    }
  },
  { capture: true },
);
