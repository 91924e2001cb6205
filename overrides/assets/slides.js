// The slides of this page, shown one at a time. Nothing is fetched before someone asks, and nothing is kept afterwards.
// The library brings keys, fingers and full screen; the sizes, the colours and the words are ours.

(() => {
  const VENDOR = new URL("vendor/reveal/", document.currentScript.src).href;
  const SETTINGS = {
    embedded: true, disableLayout: true, transition: "none", backgroundTransition: "none", autoAnimate: false,
    hash: false, history: false, respondToHashChanges: false, postMessage: false, scrollActivationWidth: null,
    controls: false, progress: false, overview: false, help: false, pause: false, jumpToSlide: false,
    hideInactiveCursor: false, focusBodyOnPageVisibilityChange: false,
  };

  function make(tag, settings, ...children) {
    const element = Object.assign(document.createElement(tag), settings);
    element.append(...children);
    return element;
  }

  function button(words, onclick, main = false) {
    return make("button", { type: "button", className: `kb-button${main ? " kb-button--main" : ""}`, onclick }, words);
  }

  // A copy has names of its own, so that nothing on the page is there twice.
  function copied(original) {
    const copy = original.cloneNode(true);
    for (const element of [copy, ...copy.querySelectorAll("*")]) {
      for (const name of ["id", "for", "popovertarget", "aria-labelledby", "aria-describedby"]) {
        if (element.hasAttribute(name)) element.setAttribute(name, `shown-${element.getAttribute(name)}`);
      }
    }
    return copy;
  }

  function sectionFrom(heading) {
    const section = make("section", {}, copied(heading));
    for (let next = heading.nextElementSibling; next && !next.matches(".kb-slide"); next = next.nextElementSibling) {
      if (next.matches(".kb-slide__say")) {
        section.append(make("aside", { className: "notes" }, copied(next)));
        break;
      }
      section.append(copied(next));
    }
    return section;
  }

  function loaded(tag, settings) {
    return new Promise((resolve, reject) => {
      const element = make(tag, { ...settings, onload: () => resolve(element), onerror: reject });
      document.head.append(element);
    });
  }

  async function present(headings, start) {
    // The library lets an address reset its settings; ours has nothing to ask.
    if (location.search) history.replaceState(history.state, "", location.pathname + location.hash);
    const [styles, library] = await Promise.all([
      loaded("link", { rel: "stylesheet", href: `${VENDOR}reveal.css` }),
      loaded("script", { src: `${VENDOR}reveal.js` }),
    ]);
    library.remove();

    const slides = make("div", { className: "slides md-typeset", tabIndex: 0 }, ...headings.map(sectionFrom));
    slides.setAttribute("role", "group");
    slides.setAttribute("aria-label", "Slide");
    const deck = make("div", { className: "reveal" }, slides);
    const count = make("p", { className: "kb-slides__count" });
    count.setAttribute("role", "status");
    const notes = button("What to say", () => {
      notes.setAttribute("aria-pressed", deck.classList.toggle("kb-slides__deck--notes"));
    });
    notes.setAttribute("aria-pressed", "false");
    const previous = button("Previous", () => reveal.prev());
    const next = button("Next", () => reveal.next());
    const end = button("End the slides", () => dialog.close(), true);
    const bar = make("div", { className: "kb-slides__bar" }, count, previous, next, notes, end);
    const dialog = make("dialog", { className: "kb-slides" }, deck, bar);
    dialog.setAttribute("aria-label", "Slides");

    // Escape is the window's own; a focused control keeps its keys; a long slide is read to its end before the next.
    function isForTheSlides(event) {
      if (event.key === "Escape") return false;
      if ([" ", "Enter"].includes(event.key) && event.target.closest("button, a")) return false;
      const step = { ArrowDown: 1, " ": 1, PageDown: 1, ArrowUp: -1, PageUp: -1 }[event.key];
      const left = step > 0 ? slides.scrollHeight - slides.clientHeight - slides.scrollTop : slides.scrollTop;
      if (!step || left <= 1) return true;
      slides.scrollBy(0, step * slides.clientHeight * 0.8);
      event.preventDefault();
      return false;
    }

    function say() {
      const inside = slides.contains(document.activeElement) || document.activeElement === document.body;
      slides.scrollTop = 0;
      count.textContent = `Slide ${reveal.getIndices().h + 1} of ${headings.length}`;
      if (inside) slides.focus();
    }

    const reveal = new Reveal(deck, { ...SETTINGS, keyboardCondition: isForTheSlides });
    dialog.addEventListener("close", () => {
      reveal.destroy();
      dialog.remove();
      styles.remove();
      start.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
    slides.focus();
    reveal.on("slidechanged", say);
    await reveal.initialize();
    deck.removeAttribute("role"); // "application" would keep a screen reader from reading a slide word by word
    say();
  }

  const headings = [...document.querySelectorAll(".kb-slide")];
  if (headings.length && "HTMLDialogElement" in window) {
    const problem = make("p", { className: "kb-slides-start__problem" });
    problem.setAttribute("role", "alert");
    let starting = false;
    const start = button("Start the slides", async () => {
      if (starting) return;
      starting = true;
      problem.textContent = "";
      try {
        await present(headings, start);
      } catch {
        problem.textContent = "The slides could not be started. They are all on this page, to read and to print.";
      }
      starting = false;
    }, true);
    headings[0].before(make("div", { className: "kb-slides-start" }, start, problem));
  }
})();
