/* The quote behind a citation, shown while the pointer or the keyboard's focus is on it. It stays while the pointer
   is on the quote itself, and Escape puts it away. */
(() => {
  "use strict";
  const { on, marker } = co;
  const LINKS = "a.co-cite, a.co-source";
  const SOON = 120; // milliseconds that the pointer rests on a citation, and that it has to reach the quote
  const GAP = 6;
  const quotes = new Map(); // address -> HTML
  let card = null;
  let link = null;
  let timer = 0;

  const build = () => {
    card = document.createElement("div");
    card.id = "co-quote";
    card.hidden = true;
    card.setAttribute("role", "tooltip");
    card.addEventListener("mouseenter", () => clearTimeout(timer));
    card.addEventListener("mouseleave", later);
    document.body.append(card);
  };

  const fetched = async (address) => {
    if (!quotes.has(address)) {
      const answer = await fetch(address);
      if (!answer.ok) return "";
      quotes.set(address, await answer.text());
    }
    return quotes.get(address);
  };

  const show = async (wanted) => {
    clearTimeout(timer);
    if (link === wanted) return;
    hide();
    link = wanted;
    const address = new URL(wanted.getAttribute("href"), document.baseURI);
    address.pathname = address.pathname.replace(/\/evidence\/([^/]+\/[^/]+)$/, "/quote/$1");
    address.hash = "";
    const html = await fetched(address.href).catch(() => "");
    if (link !== wanted || !html || !wanted.isConnected) return;
    if (!card) build();
    card.innerHTML = html;
    card.hidden = false;
    place(wanted);
    wanted.setAttribute("aria-describedby", card.id);
  };

  // Above the citation, since reading goes on below it, or below where there is more room; never outside of the window.
  const place = (anchor) => {
    const at = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
    const below = innerHeight - at.bottom;
    card.style.maxHeight = `${Math.max(at.top, below) - 2 * GAP - 4}px`;
    const { width, height } = card.getBoundingClientRect();
    card.style.left = `${Math.max(12, Math.min(at.left - 24, document.documentElement.clientWidth - width - 12))}px`;
    card.style.top = `${at.top >= height + 2 * GAP || at.top >= below ? at.top - height - GAP : at.bottom + GAP}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    link?.removeAttribute("aria-describedby");
    link = null;
    if (card) card.hidden = true;
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, 2 * SOON);
  };
  // The open article shows the quote already.
  const idle = (wanted) => wanted.hasAttribute("aria-current") || !marker(wanted);

  on("pointerover", LINKS, (wanted, event) => {
    if (event.pointerType === "touch" || idle(wanted)) return;
    clearTimeout(timer);
    if (wanted !== link) timer = setTimeout(() => show(wanted), SOON);
  });
  on("pointerout", LINKS, (wanted, event) => {
    if (!wanted.contains(event.relatedTarget)) later();
  });
  on("focusin", LINKS, (wanted) => {
    if (wanted.matches(":focus-visible") && !idle(wanted)) show(wanted);
  });
  on("focusout", LINKS, hide);
  on("click", LINKS, hide);
  on("keydown", "*", (_, event) => {
    if (event.key !== "Escape" || !card || card.hidden) return;
    hide();
    event.stopImmediatePropagation(); // one thing is closed at a time
  });
  const follow = (event) => {
    if (!link || event.target === card) return;
    if (document.activeElement !== link) hide();
    else if (card && !card.hidden) place(link);
  };
  document.addEventListener("scroll", follow, true);
  addEventListener("resize", hide);
})();
