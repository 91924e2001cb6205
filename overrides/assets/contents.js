// The list of this page's headings closes behind somebody who has chosen one.

(() => {
  const contents = document.querySelector("[data-kb-contents]");
  contents?.addEventListener("click", (event) => {
    if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
  });
})();
