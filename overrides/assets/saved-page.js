// A page that comes from a folder or from a saved copy says so, with its age.

(() => {
  const root = document.documentElement;
  if (location.protocol !== "file:" && root.dataset.kbSaved === undefined) return;
  for (const place of document.querySelectorAll("[data-kb-built]")) {
    const days = Math.floor((Date.now() - Date.parse(place.dataset.kbBuilt)) / 86400000);
    const age = place.querySelector("[data-kb-age]");
    if (days > 0) age.textContent = days === 1 ? ", 1 day old" : `, ${days} days old`;
    place.hidden = false;
  }
})();
