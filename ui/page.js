/* The page's behaviour in the browser: asking by a click, the evidence panel, copying, announcing.
   Everything is delegated from the document, because Gradio redraws the chat as it likes. */
(() => {
  "use strict";
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const box = () => find("#co-box textarea");
  const say = (text) => {
    const announcer = find("#co-announcer");
    if (announcer) announcer.textContent = text;
  };

  // ---- asking -------------------------------------------------------------------------------
  const busy = () => find(".co-pending, .co-writing") !== null;

  const ask = (text) => {
    const area = box();
    if (!area || busy()) return;
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => find("#co-send")?.click(), 0);
    if (matchMedia("(hover: hover)").matches) area.focus();
  };

  // An empty question is stopped here, before Gradio hears of it.
  const hold = (event) => {
    if (box()?.value.trim()) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    hint("Type a question first, or choose one of the suggestions.");
    box()?.focus();
  };
  const hint = (text) => {
    let line = find("#co-hint");
    if (!line) {
      line = document.createElement("p");
      line.id = "co-hint";
      line.setAttribute("role", "status");
      find("#co-composer")?.append(line);
    }
    line.textContent = text;
  };

  // ---- the evidence panel ---------------------------------------------------------------------
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

  // Gradio's sanitiser keeps classes but no data attributes.
  const marker = (link) => Number(/\bco-n-(\d+)\b/.exec(link.className)?.[1] ?? 0);

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

  // ---- copying --------------------------------------------------------------------------------
  const plain = (answer) => {
    const copy = answer.cloneNode(true);
    for (const link of all(".co-cite", copy)) link.textContent = ` [${marker(link)}]`;
    for (const item of all(".co-text li", copy)) item.prepend("• ");
    for (const cell of all("td:not(:last-child), th:not(:last-child)", copy)) cell.append(" | ");
    const lines = [];
    for (const block of all(".co-text p, .co-text li, .co-text tr, .co-text h3, .co-text h4", copy))
      if (!block.parentElement.closest("li")) lines.push(block.textContent.replace(/\s+/g, " ").trim());
    const sources = all(".co-source", copy).map((link) => {
      for (const hidden of all(".co-hidden", link)) hidden.remove();
      return `[${marker(link)}] ${link.textContent.replace(/^\s*\d+\s*/, "").trim()}`;
    });
    return [...lines, ...(sources.length ? ["", ...sources] : [])].join("\n");
  };

  const copy = async (button) => {
    const text = plain(button.closest(".co-answer"));
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Browsers offer the clipboard on https and localhost only.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.textContent = "Copied";
    say("Answer copied");
    setTimeout(() => (button.textContent = "Copy"), 1600);
  };

  // ---- listeners ------------------------------------------------------------------------------
  document.addEventListener(
    "click",
    (event) => {
      const target = event.target instanceof Element ? event.target : null;
      if (!target) return;
      if (target.closest("#co-send")) {
        if (!box()?.value.trim()) hold(event);
        return;
      }
      const link = target.closest("a.co-open");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
        event.preventDefault();
        event.stopPropagation();
        // A click by Enter has no pointer coordinates: then the focus follows into the panel.
        open(link, event.detail === 0);
        return;
      }
      if (target.closest("#co-new")) {
        close();
        find("#co-clear")?.click();
        box()?.focus();
        say("New conversation");
      }
      const suggestion = target.closest("button.co-ask");
      if (suggestion) ask(suggestion.textContent);
      const copier = target.closest("button.co-copy");
      if (copier) copy(copier);
      if (target.closest("#co-evidence [data-close]")) close();
      const mover = target.closest("#co-evidence [data-move]");
      if (mover) {
        const links = siblings();
        const place = links.findIndex((other) => opener && marker(other) === marker(opener));
        const next = links[place + Number(mover.dataset.move)];
        if (next) open(next, false);
      }
      const about = find("#co-about[open]");
      if (about && !about.contains(target)) about.open = false;
    },
    true,
  );
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === box() && !box().value.trim()) hold(event);
      if (event.key === "Escape") {
        const about = find("#co-about[open]");
        if (about) about.open = false;
        else close();
      }
    },
    true,
  );
  document.addEventListener("input", (event) => {
    if (event.target === box() && find("#co-hint")) hint("");
  });

  // ---- what is covered, and whether it can be asked ----------------------------------------------
  const refresh = async () => {
    let state = "loading";
    try {
      const answer = await fetch(new URL("about", document.baseURI));
      state = answer.headers.get("x-readiness") ?? "broken";
      const html = await answer.text();
      const about = find("#co-about-body");
      const banner = find("#co-state");
      if (!about || !banner) state = "loading";
      else {
        if (state !== "broken") about.innerHTML = html;
        const shown = state === "broken" ? html : "";
        if (banner.innerHTML !== shown) banner.innerHTML = shown;
      }
    } catch {
      state = "loading";
    }
    setTimeout(refresh, state === "ready" ? 60000 : 2000);
  };

  // ---- announcing finished answers -----------------------------------------------------------------
  let announced = null;
  let followed = 0;

  // A new question goes to the top, so that a long answer is read from its beginning.
  const follow = (log) => {
    const asked = all("#co-chat .user-row").length;
    if (!log || (asked === followed && !busy())) return;
    const scroll = () => {
      const row = all("#co-chat .user-row").at(-1);
      if (row) log.scrollTop += row.getBoundingClientRect().top - log.getBoundingClientRect().top - 12;
    };
    scroll();
    if (busy()) followed = -1;
    else {
      followed = asked;
      setTimeout(scroll, 80); // the whole answer is taller than its last part, once it is laid out
    }
  };

  const watch = () => {
    const log = find("#co-chat [role=log]");
    // Gradio's own live region would read every step of an answer that is being revealed.
    if (log && log.getAttribute("aria-live") !== "off") log.setAttribute("aria-live", "off");
    // Gradio names each message by its raw HTML, and drops the names that ours are sent with.
    for (const message of all("#co-chat [data-testid][aria-label]")) message.removeAttribute("aria-label");
    for (const table of all("#co-chat .co-table:not([tabindex])")) {
      table.tabIndex = 0;
      table.setAttribute("aria-label", "Table");
    }
    for (const area of all("#co-chat .edit-textarea:not([aria-label])")) {
      area.setAttribute("aria-label", "Edit your question");
      // The chat holds questions escaped; they are edited as they were written.
      const written = new DOMParser().parseFromString(area.value.replaceAll("<", "&lt;"), "text/html").body.textContent;
      if (written !== area.value) {
        area.value = written;
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }
      area.focus();
    }
    const answers = all("#co-chat .co-answer");
    const last = answers.at(-1);
    follow(log);
    const text = last?.classList.contains("co-done") ? `${answers.length}:${last.textContent}` : null;
    if (text === announced || (text === null && last)) return;
    announced = text;
    if (!last) return;
    const badges = find(".co-badges", last)?.textContent ?? "";
    say(`Answer: ${badges} ${plain(last).split("\n\n")[0] || last.textContent}`);
  };

  const start = () => {
    new MutationObserver(watch).observe(document.body, { childList: true, subtree: true });
    refresh();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
