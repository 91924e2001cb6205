// Which edition stood on a given day. Without scripts the list says from when until when.

(() => {
  const asked = document.querySelector("[data-kb-as-at]");
  if (!asked) return;
  const editions = [...document.querySelectorAll("[data-kb-from][data-kb-name]")];
  const day = asked.querySelector("input");
  const answer = asked.querySelector("[role=status]");
  asked.hidden = false;
  day.addEventListener("input", () => {
    if (!day.value) {
      answer.textContent = "";
      return;
    }
    // The newest stands first; a date that is not whole, such as 2021-06, counts from its end.
    const stood = editions.find(({ dataset }) => dataset.kbFrom && `${dataset.kbFrom}-99`.slice(0, 10) <= day.value);
    answer.replaceChildren();
    if (!stood) {
      answer.textContent = "We know of nothing that stood on that day.";
      return;
    }
    answer.append(`${stood.dataset.kbName}. `);
    const link = stood.querySelector("a");
    if (link) answer.append(link.cloneNode(true));
  });
})();
