// Fetches what a page leaves for later, in place of the link that leads there.
for (const place of document.querySelectorAll("[data-load]")) {
  fetch(place.dataset.load, { headers: { "X-Part": "1" } })
    .then((response) => (response.ok && !response.redirected ? response.text() : ""))
    .then((part) => {
      if (part) {
        place.innerHTML = part;
        const wanted = location.hash && document.querySelector(location.hash);
        if (wanted) wanted.scrollIntoView();
      }
    })
    .catch(() => {}); // The link stays.
}
