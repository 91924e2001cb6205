// A page that comes from a folder or from a saved copy says so, with its age.

(() => {
  const root = document.documentElement;
  if (location.protocol !== "file:" && root.dataset.kbSaved === undefined) return;
  // A device may be behind: it cannot be earlier than the last day the saved copy knows of.
  const now = Math.max(Date.now(), Date.parse(root.dataset.kbDay) || 0);
  for (const place of document.querySelectorAll("[data-kb-built]")) {
    const days = Math.floor((now - Date.parse(place.dataset.kbBuilt)) / 86400000);
    const age = place.querySelector("[data-kb-age]");
    if (days > 0) age.textContent = days === 1 ? ", 1 day old" : `, ${days} days old`;
    place.hidden = false;
  }
})();
