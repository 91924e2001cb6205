// On paper a page says where it was printed from, and when.

(() => {
  for (const address of document.querySelectorAll("[data-kb-address]")) {
    address.textContent = location.origin + location.pathname;
  }

  addEventListener("beforeprint", () => {
    const day = { day: "numeric", month: "long", year: "numeric" };
    for (const printed of document.querySelectorAll("[data-kb-printed]")) {
      printed.textContent = new Date().toLocaleDateString("en-GB", day);
    }
  });
})();
