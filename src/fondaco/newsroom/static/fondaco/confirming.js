// Reading to confirm by keyboard: the card or the part that has the focus is what a key
// is about, and its words are shown in the text. Every key presses a button of the page.
const cards = [...document.querySelectorAll("[data-finding]")];
const marks = [...document.querySelectorAll("mark[data-of]")];

for (const box of document.querySelectorAll("[data-sends]")) {
  const button = box.form.querySelector("[data-sent-by-itself]");
  button.hidden = true;
  box.addEventListener("change", () => box.form.requestSubmit(button));
}

const here = () => document.activeElement.closest("[data-finding]");

function show(card) {
  for (const mark of marks) {
    mark.classList.toggle("is-shown", mark.dataset.of.split(" ").includes(card?.dataset.finding));
  }
}

function scrollTo(card) {
  const mark = marks.find((one) => one.dataset.of.split(" ").includes(card.dataset.finding));
  const text = mark?.closest(".reading-text");
  if (text && text.scrollHeight > text.clientHeight) {
    text.scrollTop = mark.offsetTop - text.offsetTop - text.clientHeight / 3;
  }
}

for (const card of cards) {
  card.addEventListener("focusin", () => {
    show(card);
    scrollTo(card);
  });
  card.addEventListener("mouseenter", () => show(card));
  card.addEventListener("mouseleave", () => show(here()));
}
for (const mark of marks) {
  const [first] = mark.dataset.of.split(" ");
  mark.addEventListener("mouseenter", () => show(document.getElementById(`f-${first}`)));
  mark.addEventListener("mouseleave", () => show(here()));
  mark.addEventListener("click", () => document.getElementById(`f-${first}`).focus());
}

function go(among, step) {
  const at = among.findIndex((one) => one.contains(document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : among.length - 1) : at + step;
  among[next]?.focus();
}

// Of a part, where it has such a button; or else of the whole card.
function press(what) {
  const button = `[data-do~="${what}"]`;
  const part = document.activeElement.closest("[data-part]");
  const card = here() ?? cards.find((one) => one.dataset.state === "open");
  const whole = [...(card?.querySelectorAll(button) ?? [])];
  (part?.querySelector(button) ?? whole.find((one) => !one.closest("[data-part]")))?.click();
}

const parts = () => [...(here()?.querySelectorAll("[data-part]") ?? [])];
const actions = {
  a: () => press("accept"),
  e: () => press("edit"),
  r: () => press("reject"),
  l: () => press("link"),
  u: () => press("reopen"),
  n: () => go(cards, 1),
  p: () => go(cards, -1),
  j: () => go(parts(), 1),
  k: () => go(parts(), -1),
};

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("textarea, select, input:not([type=checkbox])");
  const off = document.documentElement.dataset.singleKeys === "off";
  if (writing || off || event.ctrlKey || event.metaKey || event.altKey) return;
  // A key that is held down decides once: each finding is looked at.
  if (event.repeat && "aerlu".includes(event.key)) return;
  if (Object.hasOwn(actions, event.key)) {
    event.preventDefault();
    actions[event.key]();
  }
});

// After a decision the page leads to the next card; or else to the first that waits.
const wanted = location.hash && document.querySelector(`${location.hash}[data-finding]`);
(wanted || (location.hash ? null : cards.find((one) => one.dataset.state === "open")))?.focus();
