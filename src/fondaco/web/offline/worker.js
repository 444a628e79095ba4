// Keeps the public pages last seen, to show them without a network. Which page is public
// only the server knows: it says so in a header. `KNOWN` is written above by the server.
const PAGES = `pages-${KNOWN.version}`;
const FILES = `files-${KNOWN.version}`;
const MOST_PAGES = 40;
const MOST_FILES = 150;
const LONGEST = 30 * 24 * 3600 * 1000;
// The name of a static file that never changes holds its hash.
const HASHED = /\.[0-9a-f]{12}\./;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(Promise.all(Object.values(KNOWN.offline).map(keepOfflinePage)));
});

addEventListener("activate", (event) => {
  event.waitUntil(removeOldVersions().then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.mode === "navigate") {
    // Whoever sends a form may sign in or out by it.
    if (request.method !== "GET") event.waitUntil(caches.delete(PAGES));
    else event.respondWith(showPage(event));
  } else if (request.method === "GET" && isLastingFile(address)) {
    event.respondWith(showFile(event));
  }
});

// The page on which the worker was born has not passed through it.
addEventListener("message", (event) => {
  const { page, files = [] } = event.data;
  if (!page || new URL(page).origin !== location.origin) return;
  event.waitUntil(
    fetch(page)
      .then((response) => keepPage(page, response))
      .then((kept) => kept && keepFiles(files))
      .catch(() => {}),
  );
});

async function showPage(event) {
  const { request } = event;
  try {
    const response = await fetch(request);
    event.waitUntil(keepPage(request.url, response.clone()));
    return response;
  } catch {
    const pages = await caches.open(PAGES);
    const kept = await pages.match(request.url, { ignoreVary: true });
    const path = new URL(request.url).pathname;
    return kept ? showCopy(kept, languageOf(path)) : showOfflinePage(languageOf(path));
  }
}

// The page as it was, with the note that says so.
async function showCopy(kept, language) {
  const style = { dateStyle: "long", timeStyle: "short" };
  const seen = new Date(kept.headers.get("date"));
  const words = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, style).format(seen);
  const page = (await kept.text())
    .replace("data-offline-note hidden>", "data-offline-note>")
    .replace("<time>–</time>", `<time>${words}</time>`);
  const headers = new Headers(kept.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(page, { headers });
}

function languageOf(path) {
  return path.startsWith("/en/") ? "en" : "it";
}

async function showOfflinePage(language) {
  const files = await caches.open(FILES);
  const kept = await files.match(KNOWN.offline[language], { ignoreVary: true });
  return kept ?? Response.error();
}

async function showFile(event) {
  const files = await caches.open(FILES);
  const kept = await files.match(event.request, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) {
    const copy = response.clone();
    event.waitUntil(
      files.put(event.request.url, copy).then(() => shorten(files, MOST_FILES)).catch(() => {}),
    );
  }
  return response;
}

// Whether the page is kept. One that may not be kept leaves nothing of before, either.
async function keepPage(url, response) {
  const said = response.headers.get(KNOWN.header);
  const address = url.split("#")[0];
  // A server that is out of order says nothing of the page.
  if (response.status >= 500) return false;
  if (said === "clear") {
    await caches.delete(PAGES);
    return false;
  }
  const pages = await caches.open(PAGES);
  await pages.delete(address, { ignoreVary: true });
  if (said !== "keep" || response.redirected) return false;
  await pages.put(address, response);
  await shorten(pages, MOST_PAGES);
  return true;
}

async function keepOfflinePage(address) {
  const response = await fetch(address, { credentials: "omit", cache: "no-cache" });
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  const files = await caches.open(FILES);
  await files.put(address, response.clone());
  const mentioned = (await response.text()).matchAll(/(?:href|src)="([^"#]+)/g);
  await keepFiles([...mentioned].map((match) => match[1]));
}

async function keepFiles(addresses) {
  const files = await caches.open(FILES);
  const lasting = addresses.filter((one) => isLastingFile(new URL(one, location.href)));
  await Promise.all(
    lasting.map(async (one) => {
      if (!(await files.match(one, { ignoreVary: true }))) await files.add(one);
    }),
  );
  await shorten(files, MOST_FILES);
}

function isLastingFile(address) {
  const isOurs = address.origin === location.origin;
  return isOurs && address.pathname.startsWith(KNOWN.staticFiles) && HASHED.test(address.pathname);
}

// The oldest go first; the pages for lack of a network stay.
async function shorten(cache, most) {
  const offline = Object.values(KNOWN.offline);
  const requests = await cache.keys();
  const kept = requests.filter((one) => !offline.includes(new URL(one.url).pathname));
  const surplus = kept.slice(0, Math.max(0, kept.length - most));
  for (const request of kept) {
    const response = await cache.match(request, { ignoreVary: true });
    const age = Date.now() - Date.parse(response?.headers.get("date") ?? "");
    if (most === MOST_PAGES && age > LONGEST) surplus.push(request);
  }
  await Promise.all(surplus.map((one) => cache.delete(one, { ignoreVary: true })));
}

async function removeOldVersions() {
  const names = await caches.keys();
  const old = names.filter((name) => name !== PAGES && name !== FILES);
  await Promise.all(old.map((name) => caches.delete(name)));
}
