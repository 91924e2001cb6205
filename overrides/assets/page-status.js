// A page ages after it was built: say in the reader's browser, on the reader's day, what the build could not yet know.
// It only ever adds words. What the build said stays, whatever this device's clock says.

(() => {
  const LONG_OVERDUE_AFTER_MONTHS = 6; // as in knowledge_bank/reviews.py

  function monthsLater(day, months) {
    const [year, month, date] = day.split("-").map(Number);
    const lastDate = new Date(year, month + months, 0).getDate();
    return new Date(year, month - 1 + months, Math.min(date, lastDate));
  }

  function reviewStates(due, now) {
    const states = new Set();
    if (now >= monthsLater(due, 0)) states.add("overdue");
    if (now >= monthsLater(due, LONG_OVERDUE_AFTER_MONTHS)) states.add("long overdue");
    return states;
  }

  // A device may be behind: it cannot be earlier than the day of the build, nor than the day a saved copy knows of.
  const known = [
    document.querySelector("[data-kb-built]")?.dataset.kbBuilt,
    document.documentElement.dataset.kbDay,
  ].map((day) => (day ? monthsLater(day, 0) : 0));
  const now = new Date(Math.max(Date.now(), ...known));

  for (const place of document.querySelectorAll("[data-kb-due]")) {
    const states = reviewStates(place.dataset.kbDue, now);
    for (const words of place.querySelectorAll("[data-kb-from]")) {
      if (states.has(words.dataset.kbFrom) && !states.has(words.dataset.kbUntil)) words.hidden = false;
    }
  }
})();
