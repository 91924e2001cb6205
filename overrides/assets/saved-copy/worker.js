// Keeps a copy of this site for a reader who asked for one. It prefers the network, never adds to the copy what somebody
// opens or types, and marks every page it serves from the copy, which then says how old it is. The build writes
// `kbCopy`, the list of files with their hashes, above these lines; together they are sw.js.

(() => {
  const { version, files } = self.kbCopy;
  const SITE = self.registration.scope;
  const OURS = `kb-copy ${SITE} `;
  const COPY = OURS + version;
  const NOTES = `${OURS}notes`;
  const PATIENCE = 4000; // how long the network may take before the copy answers, in milliseconds
  const REST = 30000; // after it took too long: how long the parts of a page do not wait for it
  const AT_ONCE = 6;

  let restingUntil = 0;

  const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const hashOf = async (body) => hex(await crypto.subtle.digest("SHA-256", body));
  const copies = async () => (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NOTES);

  async function tell(news) {
    for (const page of await self.clients.matchAll({ includeUncontrolled: true, type: "window" })) page.postMessage(news);
  }

  async function keptElsewhere(name) {
    for (const copy of await copies()) {
      const file = await caches.match(SITE + name, { cacheName: copy });
      if (file && (await hashOf(await file.clone().arrayBuffer())) === files[name]) return file;
    }
    return null;
  }

  async function fetched(name) {
    const response = await fetch(SITE + name, { cache: "no-store", credentials: "omit" });
    const body = await response.arrayBuffer();
    if (!response.ok || (await hashOf(body)) !== files[name]) throw new Error(`${name} is not the file that was published`);
    return new Response(body, { headers: { "Content-Type": response.headers.get("Content-Type") ?? "" } });
  }

  // All files or none: until the last one is here and is what the list says, the old copy stays.
  async function keep() {
    const begunBefore = await caches.has(COPY);
    const copy = await caches.open(COPY);
    const names = Object.keys(files);
    const waiting = names.values();
    let done = 0;
    let givenUp = false;
    const keepSome = async () => {
      for (const name of waiting) {
        const file = (await keptElsewhere(name)) ?? (await fetched(name));
        if (givenUp) return;
        await copy.put(SITE + name, file);
        await tell({ done: ++done, of: names.length });
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, keepSome));
    } catch (error) {
      givenUp = true;
      if (!begunBefore) await caches.delete(COPY);
      await tell({ failed: error.name === "QuotaExceededError" ? "full" : "incomplete" });
      throw error;
    }
    // Pages come from the network first, so that none of them leans on the copy that is replaced.
    await self.skipWaiting();
  }

  async function removeOthers() {
    for (const name of await copies()) if (name !== COPY) await caches.delete(name);
  }

  // The latest day we know of. It only goes back when the site's own host says so: a device whose clock has stopped
  // does not make an old page young again.
  async function latestDay(hostSaid) {
    const notes = await caches.open(NOTES);
    const known = (await (await notes.match(`${SITE}day`))?.text()) ?? "";
    const here = new Date().toISOString().slice(0, 10);
    const day = hostSaid ?? (known > here ? known : here);
    // A device without room goes on reading.
    if (day !== known) await notes.put(`${SITE}day`, new Response(day)).catch(() => {});
    return day;
  }

  async function saved(name) {
    const file = await caches.match(SITE + name, { cacheName: COPY });
    if (!file || !name.endsWith(".html")) return file;
    const mark = `<html data-kb-saved data-kb-day="${await latestDay()}"`;
    const page = (await file.text()).replace("<html", mark).replace(/(<p class="kb-status__saved"[^>]*?) hidden>/, "$1>");
    return new Response(page, { headers: file.headers });
  }

  // To its last byte: a page that stops half-way would say nothing of the copy that is whole.
  // A page is asked for anew: what the browser happens to remember of it would not say how old it is.
  async function fromNetwork(request, isPage) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      const response = await fetch(request, { signal: patience.signal, ...(isPage && { cache: "no-cache" }) });
      if (!response.ok || !response.body) return response;
      const { status, statusText, headers } = response;
      return new Response(await response.arrayBuffer(), { status, statusText, headers });
    } finally {
      clearTimeout(timer);
    }
  }

  // A host that has no page any more is believed; one that has no time is not waited for.
  const failed = ({ status }) => status >= 500 || status === 429;

  async function answer(event, name) {
    const isPage = event.request.mode === "navigate";
    if (!isPage && Date.now() < restingUntil) {
      const file = await saved(name);
      if (file) return file;
    }
    try {
      const response = await fromNetwork(event.request, isPage);
      if (!failed(response)) {
        const date = Date.parse(response.headers.get("Date") ?? "");
        if (isPage) restingUntil = 0;
        if (isPage && date) event.waitUntil(latestDay(new Date(date).toISOString().slice(0, 10)));
        return response;
      }
    } catch {
      // The copy answers below.
    }
    restingUntil = Date.now() + REST;
    return (await saved(name)) ?? fetch(event.request);
  }

  self.addEventListener("install", (event) => event.waitUntil(keep()));
  self.addEventListener("activate", (event) => event.waitUntil(removeOthers()));
  self.addEventListener("fetch", (event) => {
    const { origin, pathname } = new URL(event.request.url);
    if (event.request.method !== "GET" || !(origin + pathname).startsWith(SITE)) return;
    let name = decodeURIComponent((origin + pathname).slice(SITE.length));
    if (name === "" || name.endsWith("/")) name += "index.html";
    if (Object.hasOwn(files, name)) event.respondWith(answer(event, name));
  });
})();
