// On paper a page says where it was printed from, and leaves nothing folded away.

(() => {
  for (const address of document.querySelectorAll("[data-kb-address]")) {
    address.textContent = location.origin + location.pathname;
  }

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")];
    for (const folded of opened) folded.open = true;
  });
  addEventListener("afterprint", () => {
    for (const folded of opened) folded.open = false;
  });
})();
