/* The evidence panel: an article beside the answer, and the way through the answer's sources. */
(() => {
  "use strict";
  const { find, all, on, box, marker } = co;
  let panel = null;
  let opener = null;
  let request = 0;

  const build = () => {
    panel = document.createElement("aside");
    panel.id = "co-evidence";
    panel.hidden = true;
    panel.setAttribute("aria-labelledby", "co-evidence-name");
    panel.innerHTML =
      '<div class="co-evidence-bar"><p id="co-evidence-name" tabindex="-1">Evidence</p>' +
      '<button type="button" data-move="-1" aria-label="Previous source">‹</button>' +
      '<button type="button" data-move="1" aria-label="Next source">›</button>' +
      '<a id="co-evidence-page" target="_blank" rel="noopener" aria-label="Open in a new tab">↗</a>' +
      '<button type="button" data-close aria-label="Close the evidence">×</button></div>' +
      '<div id="co-evidence-body" tabindex="0" role="region" aria-label="The article"></div>';
    document.body.append(panel);
  };

  // One link for each marker of the answer that the open citation belongs to, in order.
  const siblings = () => {
    const seen = new Map();
    const answer = opener?.closest(".co-answer");
    if (!answer || !marker(opener)) return [];
    for (const link of all("a.co-cite, a.co-source", answer))
      if (!seen.has(marker(link))) seen.set(marker(link), link);
    return [...seen.values()].sort((a, b) => marker(a) - marker(b));
  };

  const open = async (link, focus) => {
    if (!panel) build();
    for (const old of all("a[aria-current]")) old.removeAttribute("aria-current");
    if (!panel.contains(link)) opener = link;
    opener?.setAttribute("aria-current", "true");
    const links = siblings();
    const place = links.findIndex((other) => marker(other) === marker(link));
    find("#co-evidence-name").textContent =
      place < 0 ? "From the articles" : `Source ${place + 1} of ${links.length}`;
    for (const button of all("[data-move]", panel)) {
      button.hidden = links.length < 2;
      button.disabled = !links[place + Number(button.dataset.move)];
    }
    const address = new URL(link.getAttribute("href"), document.baseURI);
    find("#co-evidence-page").href = address.href;
    address.hash = "";
    address.searchParams.set("fragment", "1");
    const body = find("#co-evidence-body");
    const mine = ++request;
    panel.hidden = false;
    document.body.classList.add("co-open-panel");
    let html;
    try {
      html = await (await fetch(address, { headers: { accept: "text/html" } })).text();
    } catch {
      html = "<p>The evidence could not be fetched: the server does not answer. Try again in a moment.</p>";
    }
    if (mine !== request) return;
    body.innerHTML = html;
    const mark = find("#co-mark", body);
    if (mark) body.scrollTop = Math.max(0, mark.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight / 4);
    else body.scrollTop = 0;
    const table = mark?.closest(".co-table");
    if (table) table.scrollLeft = mark.offsetLeft - 24;
    if (opener && !panel.contains(opener)) opener.scrollIntoView({ block: innerWidth < 1000 ? "center" : "nearest" });
    if (focus) find("#co-evidence-name").focus({ preventScroll: true });
  };

  const close = () => {
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    document.body.classList.remove("co-open-panel");
    for (const old of all("a[aria-current]")) old.removeAttribute("aria-current");
    (opener?.isConnected ? opener : box())?.focus();
    opener = null;
  };

  on("click", "a.co-open", (link, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    // A click by Enter has no pointer coordinates: then the focus follows into the panel.
    open(link, event.detail === 0);
  });
  on("click", "#co-evidence [data-close], #co-new", close);
  on("click", "#co-evidence [data-move]", (button) => {
    const links = siblings();
    const place = links.findIndex((other) => opener && marker(other) === marker(opener));
    const next = links[place + Number(button.dataset.move)];
    if (next) open(next, false);
  });
  on("keydown", "*", (_, event) => {
    if (event.key === "Escape") close();
  });
})();
