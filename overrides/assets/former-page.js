// A page has moved: the build's own redirect drops what follows the #, so carry a passage along where a script may run.

(() => {
  "use strict";

  const { kbTo: to } = document.currentScript.dataset;
  if (location.hash && !to.includes("#")) location.replace(to + location.hash);
})();
