// A message to the editor about what somebody did not find. The reader sees all of it, and sends it or not;
// the words that were searched for are in it only if the reader says so.

(() => {
  const slip = document.querySelector("[data-kb-slip]");
  if (!slip) return;
  const tick = slip.querySelector("[data-kb-slip-tick]");
  const message = slip.querySelector("[data-kb-slip-message]");
  const mail = slip.querySelector("[data-kb-slip-mail]");
  const status = slip.querySelector("[data-kb-slip-status]");
  const SUBJECT = "Knowledge bank: I did not find something";
  const BEGINNING = "I looked for something in the knowledge bank on neglect and did not find it.\n";
  const END = "What I hoped to find:\n\nMy work (a role, no name needed):\n";
  const address = mail?.getAttribute("href");
  let words = "";
  let line = ""; // about the words, as it stands in the message now

  const body = () => message.value.replaceAll("\n", "\r\n");

  function prepare() {
    mail?.setAttribute("href", `${address}?subject=${encodeURIComponent(SUBJECT)}&body=${encodeURIComponent(body())}`);
  }

  // Put in, change or take out the one line, and leave the reader’s own words alone.
  function write() {
    const wanted = tick.checked && words ? `I searched for: ${words}\n` : "";
    if (line && message.value.includes(line)) message.value = message.value.replace(line, () => wanted);
    else if (wanted) message.value = message.value.startsWith(BEGINNING)
      ? BEGINNING + wanted + message.value.slice(BEGINNING.length) : wanted + message.value;
    line = wanted;
    prepare();
  }

  function start() {
    tick.checked = false;
    message.value = BEGINNING + END;
    line = "";
    status.textContent = "";
    prepare();
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(message.value);
      status.textContent = "Copied.";
    } catch {
      message.focus();
      message.select();
      status.textContent = "Your browser does not let a page copy. The message is selected: copy it with your keyboard or menu.";
    }
  }

  slip.parentElement.addEventListener("kb-answered", ({ detail }) => {
    words = detail.text;
    slip.hidden = !detail.text;
    if (detail.text && !detail.total) slip.open = true;
    write();
  });
  tick.addEventListener("change", write);
  message.addEventListener("input", prepare);
  slip.querySelector("[data-kb-slip-copy]").addEventListener("click", copy);
  addEventListener("pagehide", start);
  start();
})();
