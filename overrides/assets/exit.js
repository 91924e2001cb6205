// “Exit this page”: covers the page at once, then puts another in its place. Shift three times does the same.
// It cannot clear the browser's history, and nothing here says that it does.

(() => {
  const link = document.querySelector("[data-kb-exit]");
  if (!link) return;
  const status = document.querySelector("[data-kb-exit-status]");
  const WITHIN = 5000; // milliseconds between the first press and the third
  let presses = [];

  function leave() {
    const cover = document.createElement("div");
    cover.className = "kb-exit-cover";
    document.body.replaceChildren(cover);
    document.title = "Leaving";
    location.replace(link.href);
  }

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") presses = [];
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    presses = [...presses.filter((time) => event.timeStamp - time < WITHIN), event.timeStamp];
    if (presses.length === 3) return leave();
    const left = 3 - presses.length;
    status.textContent = `Press Shift ${left} more ${left === 1 ? "time" : "times"} to exit this page.`;
  });

  // Back to a page the browser kept whole: it was left for good.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
