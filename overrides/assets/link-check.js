// The automatic checks of links can stop and nobody notice: say so in the reader's browser, on the reader's day.
// It only ever adds words. After how many days is written in the page, by knowledge_bank/links/age.py.

(() => {
  const DAY = 86_400_000;

  function daysSince(day, now) {
    const [year, month, date] = day.split("-").map(Number);
    return Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(year, month - 1, date)) / DAY);
  }

  for (const place of document.querySelectorAll("[data-kb-link-check]")) {
    const days = daysSince(place.dataset.kbLinkCheck, new Date());
    for (const words of place.querySelectorAll("[data-kb-older-than]")) {
      if (days > Number(words.dataset.kbOlderThan)) words.hidden = false;
    }
    // A day ahead may be a reader's time zone; more is a wrong clock or a wrong record.
    for (const words of place.querySelectorAll("[data-kb-ahead]")) {
      if (days < -1) words.hidden = false;
    }
  }
})();
