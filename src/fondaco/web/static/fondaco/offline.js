// Lets the worker keep the public pages that one sees, this first one among them.
if ("serviceWorker" in navigator) {
  const isFirst = !navigator.serviceWorker.controller;
  try {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    if (isFirst) {
      const { active } = await navigator.serviceWorker.ready;
      const files = performance.getEntriesByType("resource").map((entry) => entry.name);
      active.postMessage({ page: location.href, files });
    }
  } catch {
    // Without a network, or where the browser allows no worker, pages are as ever.
  }
}
