/* "Copy link" below an answer: its address goes to the clipboard. Opened in a new tab, it is a link like any other. */
(() => {
  "use strict";
  const { on } = co;

  on("click", "a.co-permalink", (link, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    event.stopPropagation();
    co.clip(new URL(link.getAttribute("href"), document.baseURI).href, link, "Link to this answer copied");
  });
})();
