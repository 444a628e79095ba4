// While a worker is at it, the page looks again by itself; without this, by its link.
if (document.querySelector("[data-working]")) {
  window.setTimeout(() => window.location.reload(), 3000);
}
