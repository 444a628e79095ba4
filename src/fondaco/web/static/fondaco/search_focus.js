// The key “/” moves to the search box, unless a person is writing.
const box = document.querySelector("[data-search-focus]");

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (box) {
    event.preventDefault();
    box.focus();
  }
});
