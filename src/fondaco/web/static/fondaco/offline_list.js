// Lists the pages that are kept, the last seen first, by their titles.
const list = document.querySelector("[data-offline-list]");
const empty = document.querySelector("[data-offline-empty]");

const pages = [];
for (const name of await caches.keys()) {
  if (!name.startsWith("pages-")) continue;
  const cache = await caches.open(name);
  for (const request of await cache.keys()) {
    const response = await cache.match(request, { ignoreVary: true });
    const text = new DOMParser().parseFromString(await response.text(), "text/html");
    pages.push({ url: request.url, title: text.title, language: text.documentElement.lang });
  }
}
for (const page of pages.reverse()) {
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.title;
  link.lang = page.language;
  const line = document.createElement("li");
  line.append(link);
  list.append(line);
}
document.querySelector("[data-offline-kept]").hidden = pages.length === 0;
empty.hidden = pages.length > 0;
document.querySelector("[data-offline-again]").addEventListener("click", () => location.reload());
