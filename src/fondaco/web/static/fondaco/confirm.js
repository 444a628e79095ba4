// A form or button with data-confirm asks its question before anything is sent.
document.addEventListener("submit", (event) => {
  const asking = event.submitter?.closest("[data-confirm]") ?? event.target.closest("[data-confirm]");
  if (asking && !window.confirm(asking.dataset.confirm)) {
    event.preventDefault();
  }
});
