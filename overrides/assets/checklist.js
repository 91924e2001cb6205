// Ticks are remembered nowhere. The one memory left is the browser's own, of a page it kept whole for the way back.

(() => {
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const box of document.querySelectorAll("article input[type=checkbox]")) box.checked = false;
  });
})();
