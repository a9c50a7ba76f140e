/* "Copy link" below an answer: its address goes to the clipboard. Opened in a new tab, it is a link like any other. */
(() => {
  "use strict";
  const { on, say } = co;

  // Browsers offer the clipboard on https and localhost only.
  const written = async (text, near) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      near.focus();
    }
  };

  on("click", "a.co-link", async (link, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    event.stopPropagation();
    await written(new URL(link.getAttribute("href"), document.baseURI).href, link);
    link.textContent = "Link copied";
    say("Link to this answer copied");
    setTimeout(() => (link.textContent = "Copy link"), 1600);
  });
})();
