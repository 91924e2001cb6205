// On paper a page says where it was printed from, and when, and leaves nothing folded away.

(() => {
  for (const address of document.querySelectorAll("[data-kb-address]")) {
    address.textContent = location.origin + location.pathname;
  }

  let opened = [];
  addEventListener("beforeprint", () => {
    const day = { day: "numeric", month: "long", year: "numeric" };
    for (const printed of document.querySelectorAll("[data-kb-printed]")) {
      printed.textContent = new Date().toLocaleDateString("en-GB", day);
    }
    opened = [...document.querySelectorAll("article details:not([open])")];
    for (const folded of opened) folded.open = true;
  });
  addEventListener("afterprint", () => {
    for (const folded of opened) folded.open = false;
  });
})();
