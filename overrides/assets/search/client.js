// Asks the engine, wherever it runs: in a worker, or on the main thread of a page opened from a folder.

(() => {
  const site = new URL("../", document.currentScript.src).href; // the site’s script is assets/site.js
  const PARTS = [
    "assets/vendor/minisearch/minisearch.js",
    "assets/vendor/snowball/base-stemmer.js",
    "assets/vendor/snowball/english-stemmer.js",
    "assets/searching.js",
    "search/index.js",
  ];

  function load(file) {
    return new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = site + file;
      script.async = false;
      script.addEventListener("load", done);
      script.addEventListener("error", () => fail(new Error(`${file} did not load`)));
      document.head.append(script);
    });
  }

  async function onMainThread() {
    await Promise.all(PARTS.map(load));
    return kbSearch.prepare(load);
  }

  function inWorker() {
    const worker = new Worker(`${site}assets/search/worker.js`);
    const waiting = new Map();
    let broken = false;
    worker.addEventListener("message", ({ data }) => {
      const { done, fail } = waiting.get(data.number) ?? {};
      waiting.delete(data.number);
      if (data.failure) fail?.(new Error(data.failure));
      else done?.(data.answer);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      broken = true;
      for (const { fail } of waiting.values()) fail(new Error("the worker did not start"));
      waiting.clear();
    });
    let number = 0;
    return (text, options) =>
      new Promise((done, fail) => {
        if (broken) return fail(new Error("the worker did not start"));
        waiting.set(++number, { done, fail });
        worker.postMessage({ number, site, text, options });
      });
  }

  let asking;

  function engine() {
    if (asking) return asking;
    if (location.protocol === "file:") return (asking = onMainThread());
    try {
      asking = Promise.resolve(inWorker());
    } catch {
      asking = onMainThread();
    }
    return asking;
  }

  // Resolves to the answer, or rejects with the reason why search does not work here.
  async function ask(text, options) {
    return (await engine())(text, options);
  }

  // Begins to load, once somebody seems about to search.
  const warm = () => ask("", {}).catch(() => {});

  // The box hands its words to the search page through the name of the tab, which is neither stored nor sent: an
  // address would stay in the browser's history. Whatever page comes next takes them out of the name again.
  const HANDED = "kb-search ";
  const handed = window.name.startsWith(HANDED) ? window.name.slice(HANDED.length) : "";
  if (handed) window.name = "";

  // In a folder, Safari takes each page for a site of its own and empties the name; there the address has to serve,
  // which the search page clears.
  const nameHolds = location.protocol !== "file:" || !navigator.vendor.startsWith("Apple");

  function handOver(text, address) {
    if (nameHolds) window.name = HANDED + text;
    location.assign(nameHolds ? address : `${address}#q=${encodeURIComponent(text)}`);
  }

  Object.assign((globalThis.kbSearch ??= {}), { ask, warm, site, handed, handOver });
})();
