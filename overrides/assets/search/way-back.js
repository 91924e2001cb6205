// Remembers a search for the way back, in two halves of which neither says anything alone: noise, and the words mixed
// with it. The noise is the tab's name, which another site may read but no browser writes to disk; the mixed words stand
// in the tab's own history, which browsers do write to disk.

(() => {
  const OURS = "kb-back ";
  const MOST = 200;
  const HOW = { true: "kb=", false: "kb " };

  const mixed = (text, noise) => String.fromCharCode(...noise.map((number, at) => text.charCodeAt(at) ^ number));

  function forget() {
    if (window.name.startsWith(OURS)) window.name = "";
    if (history.state) history.replaceState(null, "");
  }

  // New noise each time: two texts mixed with the same would give each other away.
  function remember(words, exact) {
    if (!words) return forget();
    const text = HOW[exact] + words.slice(0, MOST);
    const noise = [...crypto.getRandomValues(new Uint16Array(text.length))];
    window.name = OURS + noise.join(" ");
    history.replaceState(mixed(text, noise), "");
  }

  function remembered() {
    const ours = window.name.startsWith(OURS) && history.state;
    const text = ours ? mixed(history.state, window.name.slice(OURS.length).split(" ")) : "";
    const known = Object.values(HOW).some((how) => text.startsWith(how));
    return { text: known ? text.slice(HOW.true.length) : "", exact: text.startsWith(HOW.true) };
  }

  if (performance.getEntriesByType("navigation")[0]?.type === "reload") forget();
  Object.assign(kbSearch, { remember, remembered });
})();
