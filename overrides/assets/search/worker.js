// Searches off the main thread. The same files serve the main thread where no worker may start.

importScripts(
  "../vendor/minisearch/minisearch.js",
  "../vendor/snowball/base-stemmer.js",
  "../vendor/snowball/english-stemmer.js",
  "../searching.js",
  "../../search/index.js",
);

let answering;

self.addEventListener("message", async ({ data }) => {
  try {
    answering ??= kbSearch.prepare((file) => importScripts(data.site + file));
    const answer = await (await answering)(data.text, data.options);
    self.postMessage({ number: data.number, answer });
  } catch (error) {
    self.postMessage({ number: data.number, failure: String(error) });
  }
});
