// A button adds rows to write in, one at a time, to a set of rows; without this script the
// page unfolds an empty one, and saving brings the next.
for (const rows of document.querySelectorAll("[data-rows]")) {
  const button = rows.querySelector("[data-rows-add]");
  const folded = rows.querySelector("[data-rows-blank]");
  const blank = [...folded.querySelectorAll(".record-row")];
  const template = rows.querySelector("template");
  const total = rows.querySelector(`[name="${rows.dataset.rows}-TOTAL_FORMS"]`);

  const next = () => {
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
    total.value = Number(total.value) + 1;
    return holder.firstElementChild;
  };

  folded.hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => {
    const row = blank.shift() ?? next();
    button.before(row);
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
}
