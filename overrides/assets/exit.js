// “Exit this page”: covers the page at once, then puts another in its place. Shift three times does the same.
// It cannot clear the browser's history, and nothing here says that it does.

(() => {
  const link = document.querySelector("[data-kb-exit]");
  if (!link) return;
  const status = document.querySelector("[data-kb-exit-status]");
  const WITHIN = 5000; // milliseconds between the first press and the third
  let presses = [];
  let alone = false; // Shift is down, and nothing else was pressed with it
  let over;

  function forget() {
    presses = [];
    alone = false;
    if (status.textContent) status.textContent = "";
  }

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
    if (event.key !== "Shift") forget();
    else if (!event.repeat) alone = true;
  });
  // Shift and a click marks text or opens a window.
  document.addEventListener("pointerdown", forget);
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    presses = [...presses.filter((time) => event.timeStamp - time < WITHIN), event.timeStamp];
    if (presses.length === 3) return leave();
    clearTimeout(over);
    over = setTimeout(forget, WITHIN);
    const left = 3 - presses.length;
    status.textContent = `Press Shift ${left} more ${left === 1 ? "time" : "times"} to exit this page.`;
  });

  // Back to a page the browser kept whole: it was left for good.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
