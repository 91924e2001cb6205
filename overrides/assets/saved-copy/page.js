// Two buttons: keep a copy of this site on this device, and remove it. Nothing is kept before the first is pressed.

(() => {
  const place = document.querySelector("[data-kb-copy]");
  if (!place) return;
  const [status, keep, remove] = ["status", "keep", "remove"].map((part) => place.querySelector(`[data-kb-copy-${part}]`));
  const site = new URL("../../", document.currentScript.src).href;
  const OURS = `kb-copy ${site} `;
  const WHY = {
    full: "There is not enough room on this device. Nothing new was kept.",
    incomplete: "The copy could not be completed, so nothing new was kept. Try again when the connection is better.",
  };

  const say = (words) => (status.textContent = words);

  function offer({ toKeep, toRemove }) {
    keep.hidden = !toKeep;
    remove.hidden = !toRemove;
  }

  const worker = () => navigator.serviceWorker.getRegistration(site);
  async function forget() {
    await (await worker())?.unregister();
    for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  }

  async function isKept() {
    const registration = await worker();
    // A beginning that was cut off, by a crash say, leaves files that no worker knows of.
    if (!registration) await forget();
    return Boolean(registration?.active);
  }

  async function show(sentence) {
    const kept = await isKept();
    offer({ toKeep: !kept, toRemove: kept });
    say(sentence ?? (kept ? "A copy of this site is kept on this device." : "No copy is kept on this device."));
  }

  let failed;
  async function begin() {
    failed = undefined;
    keep.disabled = true;
    say("Keeping a copy: this takes a few seconds.");
    try {
      const registration = await navigator.serviceWorker.register(`${site}sw.js`, { scope: site, updateViaCache: "none" });
      const keeper = registration.installing ?? registration.waiting ?? registration.active;
      await new Promise((done) => {
        const settled = () => ["activated", "redundant"].includes(keeper.state) && done();
        keeper.addEventListener("statechange", settled);
        settled();
      });
      // Its last word may come a moment after its end.
      if (keeper.state === "redundant") await new Promise((done) => setTimeout(done, 500));
      if (keeper.state === "redundant") throw new Error("the worker gave up");
      keep.disabled = false;
      await show();
      remove.focus();
    } catch {
      keep.disabled = false;
      await show(WHY[failed ?? "incomplete"]);
    }
  }

  async function end() {
    await forget();
    await show("The copy is gone. Nothing of this site is kept on this device.");
    keep.focus();
  }

  if (location.protocol === "file:") {
    say("You are reading a copy in a folder already.");
  } else if (!isSecureContext || !navigator.serviceWorker) {
    say("This browser cannot keep a copy from here.");
  } else {
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      failed = data.failed ?? failed;
      if (data.of && keep.disabled) say(`Keeping a copy: ${data.done} of ${data.of} files.`);
    });
    navigator.serviceWorker.startMessages();
    keep.addEventListener("click", begin);
    remove.addEventListener("click", end);
    show();
  }
})();
