// Above a long list of boxes a field narrows it to what contains the words; what is ticked
// stays in sight.
const LONG = 12;

for (const list of document.querySelectorAll("[data-choice-list]")) {
  const lines = [...list.querySelectorAll("label")];
  if (lines.length <= LONG) continue;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const known = lines.map((line) => plain(line.textContent));
  const field = document.createElement("input");
  field.type = "search";
  field.className = "choice-search";
  field.placeholder = list.dataset.choiceList;
  field.setAttribute("aria-label", list.dataset.choiceList);
  field.addEventListener("input", (event) => {
    // It is no word of the record.
    event.stopPropagation();
    const words = plain(field.value).split(/\s+/);
    lines.forEach((line, place) => {
      const wanted = words.every((word) => known[place].includes(word));
      line.hidden = !wanted && !line.querySelector("input").checked;
    });
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  list.before(field);
}
