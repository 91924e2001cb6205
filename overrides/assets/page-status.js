// A page ages after it was built: say in the reader's browser, on the reader's day, what the build could not yet know.
// The build wrote which day brings which words. This only ever adds words: what the build said stays, whatever this
// device's clock says.

(() => {
  "use strict";

  function isoDay(now) {
    const part = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
  }

  function reviewStates(place, today) {
    const states = new Set();
    if (today >= place.dataset.kbDue) states.add("overdue");
    if (today >= place.dataset.kbLongOverdue) states.add("long overdue");
    return states;
  }

  // A device may be behind: it cannot be earlier than the day of the build, nor than the day a saved copy knows of.
  const known = [
    document.querySelector("[data-kb-built]")?.dataset.kbBuilt,
    document.documentElement.dataset.kbDay,
  ];
  const today = [isoDay(new Date()), ...known].filter(Boolean).sort().at(-1);

  for (const place of document.querySelectorAll("[data-kb-due]")) {
    const states = reviewStates(place, today);
    for (const words of place.querySelectorAll("[data-kb-from]")) {
      if (states.has(words.dataset.kbFrom) && !states.has(words.dataset.kbUntil)) words.hidden = false;
    }
  }
})();
