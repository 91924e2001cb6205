// On paper a page says where it was printed from.

(() => {
  for (const address of document.querySelectorAll("[data-kb-address]")) {
    address.textContent = location.origin + location.pathname;
  }
})();
