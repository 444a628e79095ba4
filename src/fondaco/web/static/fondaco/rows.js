// Adds an empty row to a set of rows; without this script, saving adds some.
for (const rows of document.querySelectorAll("[data-rows]")) {
  const button = rows.querySelector("[data-rows-add]");
  const template = rows.querySelector("template");
  const total = rows.querySelector(`[name="${rows.dataset.rows}-TOTAL_FORMS"]`);
  rows.querySelector("[data-rows-hint]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => {
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
    const row = holder.firstElementChild;
    template.before(row);
    total.value = Number(total.value) + 1;
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
}
