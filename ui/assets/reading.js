/* The article beside the answer: opened at a citation, with every passage that the answer cites marked; from a
   passage to the sentences that rest on it, and from source to source. */
(() => {
  "use strict";
  const { find, all, on, box, say, marker } = co;
  let panel = null;
  let opener = null; // the link in the conversation or in "About" that the article was opened by
  let shown = ""; // the address of the article that is in the panel, with its marks
  let request = 0;

  const build = () => {
    panel = document.createElement("aside");
    panel.id = "co-evidence";
    panel.hidden = true;
    panel.setAttribute("aria-labelledby", "co-evidence-name");
    panel.innerHTML =
      '<div class="co-evidence-bar"><p id="co-evidence-name" tabindex="-1">Evidence</p>' +
      '<button type="button" data-move="-1" aria-label="Previous source" aria-keyshortcuts="p" title="Previous source (p)">‹</button>' +
      '<button type="button" data-move="1" aria-label="Next source" aria-keyshortcuts="n" title="Next source (n)">›</button>' +
      '<button type="button" class="co-link" data-copy>Copy link</button>' +
      '<a id="co-evidence-page" target="_blank" rel="noopener" aria-label="Open in a new tab" title="Open in a new tab">↗</a>' +
      '<button type="button" data-close aria-label="Close the article" title="Close (Esc)">×</button></div>' +
      '<div id="co-evidence-body" tabindex="0" role="region" aria-label="The article"></div>' +
      '<p id="co-evidence-told" role="status"></p>';
    document.body.append(panel);
  };
  const body = () => find("#co-evidence-body");
  const isOpen = () => panel !== null && !panel.hidden;
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  // ---- the answer's sources -----------------------------------------------------------------
  // One link for each number in the answer that the opener belongs to, in order.
  const siblings = () => {
    const seen = new Map();
    const answer = opener?.closest(".co-answer");
    if (!answer || !marker(opener)) return [];
    for (const link of all("a.co-cite, a.co-source", answer)) if (!seen.has(marker(link))) seen.set(marker(link), link);
    return [...seen.values()].sort((a, b) => marker(a) - marker(b));
  };

  const target = (link) => new URL(link.getAttribute("href"), document.baseURI);

  // Where the panel's text is fetched from: the article, and the spans of it that the answer cites.
  const source = (link, links) => {
    const address = target(link);
    const marks = links
      .filter((other) => target(other).pathname === address.pathname)
      .map((other) => [marker(other), target(other).searchParams])
      .map(([number, span]) => `${number}:${span.get("start")}-${span.get("end")}`);
    address.hash = "";
    address.searchParams.set("fragment", "1");
    if (marks.length) address.searchParams.set("marks", marks.join(","));
    const same = new URL(address);
    for (const name of links.length ? ["start", "end"] : []) same.searchParams.delete(name);
    return { address, same: same.href };
  };

  // What rests on sources in the open answer: the sentences, lit up.
  const light = (...numbers) => {
    for (const lit of all(".co-lit")) lit.classList.remove("co-lit");
    const answer = opener?.closest(".co-answer");
    const wanted = numbers.filter(Boolean).map((number) => `.co-said.co-m-${number}`);
    const found = answer && wanted.length ? all(wanted.join(), answer) : [];
    for (const sentence of found) sentence.classList.add("co-lit");
    return found;
  };

  // ---- opening --------------------------------------------------------------------------------
  const open = async (link, focus) => {
    if (!panel) build();
    for (const old of all("a[aria-current]")) old.removeAttribute("aria-current");
    const within = panel.contains(link);
    if (!within) opener = link;
    opener?.setAttribute("aria-current", "true");
    const links = within ? [] : siblings();
    name(links, marker(link));
    find("#co-evidence-page").href = target(link).href;
    light(within ? 0 : marker(link));
    const { address, same } = source(link, links);
    const moves = isOpen() && shown === same && marker(link) > 0;
    const mine = ++request;
    panel.hidden = false;
    layer.enter();
    document.body.classList.add("co-open-panel");
    if (!moves) {
      const html = await fetched(address);
      if (mine !== request) return;
      body().innerHTML = html;
      shown = same;
    }
    settle(marker(link), moves);
    if (opener && !within) opener.scrollIntoView({ block: innerWidth < 1000 ? "center" : "nearest" });
    if (focus) find("#co-evidence-name").focus({ preventScroll: true });
  };

  const fetched = async (address) => {
    try {
      return await (await fetch(address, { headers: { accept: "text/html" } })).text();
    } catch {
      return "<p>The article could not be fetched: the server does not answer. Try again in a moment.</p>";
    }
  };

  const name = (links, number) => {
    const place = links.findIndex((other) => marker(other) === number);
    find("#co-evidence-name").textContent = place < 0 ? "From the articles" : `Source ${place + 1} of ${links.length}`;
    for (const button of all("[data-move]", panel)) {
      button.hidden = links.length < 2;
      button.disabled = !links[place + Number(button.dataset.move)];
    }
  };

  const marksOf = (number) => all("mark[data-n]", body()).filter((mark) => mark.dataset.n.split(" ").includes(String(number)));

  // The marks of one source come to the fore, with the name of their section above.
  const foreground = (number) => {
    const mine = marksOf(number);
    if (!mine.length) return;
    find("#co-mark", body())?.removeAttribute("id");
    for (const mark of all("mark[data-n]", body())) mark.classList.toggle("co-also", !mine.includes(mark));
    mine[0].id = "co-mark";
    const where = all(".co-rests", body()).find((button) => Number(button.dataset.n) === number)?.dataset.where;
    if (where !== undefined) find(".co-path span:last-child", body()).textContent = where;
  };

  const settle = (number, gently) => {
    foreground(number);
    const mark = find("#co-mark", body());
    const above = mark ? mark.getBoundingClientRect().top - body().getBoundingClientRect().top : 0;
    const top = mark ? Math.max(0, body().scrollTop + above - body().clientHeight / 4) : 0;
    body().scrollTo({ top, behavior: gently && !calm() ? "smooth" : "instant" });
    const table = mark?.closest(".co-table");
    if (table) table.scrollLeft += mark.getBoundingClientRect().left - table.getBoundingClientRect().left - 24;
  };

  const close = () => {
    if (!isOpen()) return;
    panel.hidden = true;
    find("#co-evidence-told").textContent = "";
    shown = "";
    document.body.classList.remove("co-open-panel");
    for (const old of all("a[aria-current]")) old.removeAttribute("aria-current");
    const back = opener?.isConnected ? opener : box();
    opener = null;
    light(0);
    back?.focus();
    layer.leave();
  };
  const layer = co.layer("coPanel", close);

  // ---- from source to source, and from a passage to the answer -----------------------------------
  const move = (by) => {
    const links = siblings();
    const next = links[links.findIndex((other) => opener && marker(other) === marker(opener)) + by];
    if (!next) return;
    const follows = document.activeElement === opener;
    open(next, false);
    // A source in a folded list cannot have the focus.
    if (follows && next.checkVisibility?.() !== false) next.focus({ preventScroll: true });
    const quote = marksOf(marker(next)).map((mark) => mark.textContent).join(" ");
    say(`${find("#co-evidence-name").textContent}. ${quote}`);
  };

  // The answer's sentences that rest on a passage are lit and brought into view; the passage becomes the open one.
  const rest = (number, selects) => {
    const link = siblings().find((other) => marker(other) === number);
    if (!link) return;
    const sentences = light(number);
    if (!selects) return;
    for (const old of all("a[aria-current]")) old.removeAttribute("aria-current");
    opener = link;
    link.setAttribute("aria-current", "true");
    name(siblings(), number);
    find("#co-evidence-page").href = target(link).href;
    foreground(number);
    sentences[0]?.scrollIntoView({ block: "center", behavior: calm() ? "instant" : "smooth" });
    say(`${counted(sentences)} on this passage. ${sentences.map((sentence) => sentence.textContent).join(" ")}`);
  };
  const current = () => (opener ? marker(opener) : 0);
  const first = (mark) => Number(mark.dataset.n.split(" ")[0]);
  const counted = (sentences) => (sentences.length === 1 ? "1 sentence of the answer rests" : `${sentences.length || "No"} sentences of the answer rest`);

  // Text that is selected in the article: what rests on any of it is lit and counted, until it is selected no more.
  let picks = false;
  const range = () => {
    const picked = getSelection();
    const inside = isOpen() && siblings().length && !picked.isCollapsed && body().contains(picked.anchorNode);
    return inside ? picked.getRangeAt(0) : null;
  };
  const pick = () => {
    const text = range();
    if (!text && !picks) return;
    picks = text !== null;
    const marks = text ? all("mark[data-n]", body()).filter((mark) => text.intersectsNode(mark)) : [];
    const sentences = text ? light(...marks.flatMap((mark) => mark.dataset.n.split(" "))) : light(current());
    if (text) sentences[0]?.scrollIntoView({ block: "nearest", behavior: calm() ? "instant" : "smooth" });
    find("#co-evidence-told").textContent = text ? `${counted(sentences)} on what you have selected.` : "";
  };
  let picking = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(picking);
    picking = setTimeout(() => panel && pick(), 150);
  });

  on("click", "a.co-open", (link, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.detail > 0) link.focus({ preventScroll: true }); // some browsers leave the focus where it was
    // A click by Enter has no pointer coordinates: then the focus follows into the panel.
    open(link, event.detail === 0);
  });
  on("click", "#co-evidence [data-close], #co-new", close);
  on("click", "#co-evidence [data-move]", (button) => move(Number(button.dataset.move)));
  on("click", "#co-evidence [data-copy]", (button) => co.clip(find("#co-evidence-page").href, button, "Link copied"));
  on("click", "#co-evidence .co-rests", (button) => rest(Number(button.dataset.n), true));
  on("click", "#co-evidence mark[data-n]", (mark) => getSelection().isCollapsed && rest(first(mark), true));
  on("focusin", "#co-evidence .co-rests", (button) => rest(Number(button.dataset.n), false));
  on("focusout", "#co-evidence .co-rests", () => light(current()));
  on("mouseover", "#co-evidence mark[data-n]", (mark) => range() || rest(first(mark), false));
  on("mouseout", "#co-evidence mark[data-n]", () => range() || light(current()));
  on("keydown", "*", (element, event) => {
    if (event.key === "Escape") close();
    // Letters are keys only in the article and on a citation, where nothing is typed.
    if (!isOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { n: 1, p: -1 }[event.key];
    if (by && (panel.contains(element) || element.closest("a.co-cite, a.co-source"))) move(by);
  });
})();
