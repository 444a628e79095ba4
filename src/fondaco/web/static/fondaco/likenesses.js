// Beside a name that is being written: the records that may be the same one.
const place = document.querySelector("[data-likenesses]");
const form = place?.closest("form");
let waiting;

async function look() {
  const written = new URLSearchParams();
  for (const name of place.dataset.names.split(" ")) {
    const value = form.elements[name]?.value.trim();
    if (value) written.set(name, value);
  }
  if (![...written].length) {
    place.replaceChildren();
    return;
  }
  const answer = await fetch(`${place.dataset.likenesses}?${written}`);
  if (answer.ok) place.innerHTML = await answer.text();
}

form?.addEventListener("input", (event) => {
  if (place.dataset.names.split(" ").includes(event.target.name)) {
    clearTimeout(waiting);
    waiting = setTimeout(look, 400);
  }
});
