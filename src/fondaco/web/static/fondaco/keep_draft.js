// Words typed into a form are kept on the server every few seconds, so that a closed tab
// or a crash loses nothing. Sending the form ends it.
const form = document.querySelector("[data-keep-draft]");
const told = document.querySelector("[data-draft-kept]");
const PAUSE = 5000;
let waiting = 0;
let sent = false;

async function keep() {
  waiting = 0;
  if (sent) {
    return;
  }
  const words = new FormData(form);
  words.set("press", "keep");
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: words, keepalive: true });
    if (told) {
      told.hidden = answer.status !== 204;
    }
  } catch {
    // Without a network the words stay on the page; the next pause tries again.
  }
}

form?.addEventListener("input", () => {
  waiting ||= setTimeout(keep, PAUSE);
});
form?.addEventListener("submit", () => {
  sent = true;
  clearTimeout(waiting);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && waiting) {
    clearTimeout(waiting);
    keep();
  }
});
