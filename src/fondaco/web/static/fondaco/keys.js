// A link with data-key is followed by its keys, one after the other: “g d”, “?”.
let before = "";
let since = 0;

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (writing || event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) {
    return;
  }
  const pressed = event.timeStamp - since < 1500 ? `${before} ${event.key}`.trim() : event.key;
  const link = [pressed, event.key]
    .map((keys) => document.querySelector(`[data-key="${CSS.escape(keys)}"]`))
    .find(Boolean);
  before = event.key === "g" ? "g" : "";
  since = event.timeStamp;
  if (link) {
    event.preventDefault();
    link.click();
  }
});
