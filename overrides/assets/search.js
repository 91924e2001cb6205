// Real buttons for the theme's search, which opens and closes by a hidden checkbox; focus comes back to where it was.

const open = document.querySelector("#__search");
const field = document.querySelector(".md-search__input");
const opener = document.querySelector(".kb-header__search");

for (const button of document.querySelectorAll("[data-kb-search]")) {
  button.hidden = false;
  button.addEventListener("click", () => open.click());
}
open.addEventListener("change", () => {
  opener.setAttribute("aria-expanded", String(open.checked));
  if (open.checked) field.focus();
  else if (opener.checkVisibility()) opener.focus();
});
