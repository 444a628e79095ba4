// Suggestions under the search box of every page: arrows choose, Enter opens, Esc closes.
const form = document.querySelector("[data-suggest]");
const box = form?.querySelector("input[type=search]");
const list = form?.querySelector("[role=listbox]");
let waiting = 0;
let asked = "";
let chosen = -1;

const options = () => [...list.querySelectorAll("[role=option]")];

function show(visible) {
  list.hidden = !visible;
  box.setAttribute("aria-expanded", String(visible));
  if (!visible) choose(-1);
}

function choose(number) {
  const all = options();
  chosen = all.length ? number : -1;
  box.removeAttribute("aria-activedescendant");
  all.forEach((option, place) => {
    option.id = `suggestion-${place}`;
    option.setAttribute("aria-selected", String(place === chosen));
    if (place === chosen) {
      box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  });
}

async function suggest() {
  const text = box.value.trim();
  asked = text;
  if (text.length < 2) {
    show(false);
    return;
  }
  const address = `${form.action}?${new URLSearchParams({ q: text })}`;
  const response = await fetch(address, { headers: { "X-Part": "1" } }).catch(() => null);
  // A slower answer to fewer letters comes too late.
  if (!response?.ok || asked !== text) return;
  list.innerHTML = await response.text();
  show(options().length > 0);
  choose(-1);
}

function press(event) {
  if (list.hidden) return;
  if (event.key === "Escape") {
    // The first closes the list; the browser's own empties the box.
    event.preventDefault();
    show(false);
    return;
  }
  const count = options().length;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose(chosen < 0 && step < 0 ? count - 1 : (chosen + step + count) % count);
  } else if (event.key === "Enter" && chosen >= 0) {
    event.preventDefault();
    options()[chosen].click();
  }
}

if (box && list && "suggest" in form.dataset) {
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  show(false);
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 150);
  });
  box.addEventListener("keydown", press);
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) setTimeout(() => show(false), 150);
  });
}
