// Choosing lines of a list: all of the page at once, a run of them with Shift, and how
// many are chosen. Without this script each line has its box.
const form = document.querySelector(".list-lines");
const boxes = [...(form?.querySelectorAll("[name=selected]") ?? [])];
const holder = form?.querySelector("[data-list-all]");
const all = holder?.querySelector("input");
const told = form?.querySelector("[data-list-chosen]");
let last = null;

function tell() {
  const number = boxes.filter((box) => box.checked).length;
  all.checked = number === boxes.length;
  all.indeterminate = number > 0 && number < boxes.length;
  const words = number === 1 ? told.dataset.one : told.dataset.many;
  told.textContent = number ? words.replace("{number}", number) : "";
}

if (form) {
  holder.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("click", (event) => {
    const here = boxes.indexOf(event.target);
    if (here < 0) return;
    if (event.shiftKey && last !== null) {
      const run = boxes.slice(Math.min(here, last), Math.max(here, last) + 1);
      for (const box of run) box.checked = event.target.checked;
    }
    last = here;
    tell();
  });
  // “Back” may bring boxes that are chosen already.
  window.addEventListener("pageshow", tell);
  tell();
}
