/* Pictures, tables and the advice form in the browser: the view that shows them, sorting, copies, files.
   Everything is delegated from the document, because Gradio redraws the chat as it likes. */
(() => {
  "use strict";
  const { find, all, say, marker } = co;

  // ---- tables: sorting ------------------------------------------------------------------------
  const sort = (button) => {
    const header = button.closest("th");
    const table = header.closest("table");
    const column = [...header.parentElement.children].indexOf(header);
    const rows = [...table.tBodies[0].rows];
    rows.forEach((row, place) => (row.coPlace ??= place)); // where it stood in the answer
    const turn = { none: "ascending", ascending: "descending", descending: "none" }[header.getAttribute("aria-sort") ?? "none"];
    for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
    if (turn !== "none") header.setAttribute("aria-sort", turn);
    const key = (row) => words(row.cells[column]);
    const sign = turn === "descending" ? -1 : 1;
    rows.sort((a, b) => (turn === "none" ? 0 : sign * key(a).localeCompare(key(b), "en", { numeric: true })) || a.coPlace - b.coPlace);
    table.tBodies[0].append(...rows);
    say(turn === "none" ? "Rows as in the answer" : `Sorted by ${button.textContent}, ${turn}`);
  };

  // ---- tables: copies -------------------------------------------------------------------------
  const words = (cell) => {
    const copy = cell.cloneNode(true);
    for (const link of all("a.co-cite", copy)) link.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const cited = (cell) => [...new Set(all("a.co-cite", cell).map(marker))];
  const grid = (table) =>
    [...table.rows].map((row) => [...row.cells].map((cell) => [words(cell), ...cited(cell).map((number) => `[${number}]`)].join(" ")));
  const sources = (table) => {
    const numbers = new Set(all("a.co-cite", table).map(marker));
    const named = new Map();
    for (const link of all("a.co-source", table.closest(".co-answer") ?? table)) {
      const copy = link.cloneNode(true);
      for (const part of all(".co-hidden, .co-number", copy)) part.remove();
      const address = new URL(link.getAttribute("href"), document.baseURI).href;
      named.set(marker(link), { name: copy.textContent.trim(), address });
    }
    return [...numbers].sort((a, b) => a - b).map((number) => ({ number, ...named.get(number) }));
  };
  // A spreadsheet takes a cell that begins so for a formula.
  const csvCell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const csv = (table) => {
    const lines = grid(table).map((row) => row.map(csvCell).join(","));
    const named = sources(table).map((one) => [`[${one.number}]`, one.name ?? "", one.address ?? ""].map(csvCell).join(","));
    return [...lines, ...(named.length ? ["", ...named] : [])].join("\r\n") + "\r\n";
  };
  const markdownText = (text) => text.replace(/[\\|<>*_`]/g, "\\$&");
  const markdown = (table) => {
    const [head, ...rows] = grid(table).map((row) => `| ${row.map(markdownText).join(" | ")} |`);
    const rule = `|${" --- |".repeat(table.rows[0].cells.length)}`;
    const named = sources(table).map((one) => `- [${one.number}] ${one.name ? `[${markdownText(one.name)}](${one.address})` : ""}`);
    return [head, rule, ...rows, ...(named.length ? ["", "Sources:", "", ...named] : []), ""].join("\n");
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  // ---- pictures as PNG, with their sources in the file's description --------------------------------
  const crc = (bytes) => {
    let value = ~0;
    for (const byte of bytes) {
      value ^= byte;
      for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
    }
    return ~value >>> 0;
  };
  const described = (png, text) => {
    const content = new TextEncoder().encode(`iTXtDescription\0\0\0\0\0${text}`);
    const chunk = new Uint8Array(content.length + 8);
    new DataView(chunk.buffer).setUint32(0, content.length - 4);
    chunk.set(content, 4);
    new DataView(chunk.buffer).setUint32(content.length + 4, crc(content));
    return new Blob([png.slice(0, 33), chunk, png.slice(33)], { type: "image/png" }); // after the header's chunk
  };
  const png = async (button) => {
    try {
      const text = await (await fetch(new URL(button.dataset.file, document.baseURI))).text();
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth * 2;
      canvas.height = image.naturalHeight * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(image.src);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
      const said = new DOMParser().parseFromString(text, "image/svg+xml").querySelector("desc").textContent;
      save(described(new Uint8Array(await blob.arrayBuffer()), said), button.dataset.name);
    } catch {
      co.flash(button, "Could not be made. Try the SVG.");
    }
  };

  // ---- the view over the chat -----------------------------------------------------------------------
  let view = null;
  let opener = null;
  let request = 0;
  const covered = () => all("#co-chat, #co-composer");

  const build = () => {
    view = document.createElement("section");
    view.id = "cp-view";
    view.hidden = true;
    view.setAttribute("aria-labelledby", "cp-view-name");
    view.innerHTML =
      '<div class="cp-view-bar"><h2 id="cp-view-name" tabindex="-1"></h2>' +
      '<button type="button" class="cp-tool" data-cp-close>Close</button></div><div id="cp-view-body"></div>';
    document.body.append(view);
    new ResizeObserver(place).observe(find("#co-header"));
  };
  const place = () => {
    const header = find("#co-header .co-top") ?? find("#co-header");
    if (view && header) view.style.top = `${Math.max(0, header.getBoundingClientRect().bottom)}px`;
  };
  // The view has an entry in the browser's history of its own: Back closes it and Forward opens it, and what closes it
  // in the page takes the entry back, so that no Back does nothing.
  let leaving = null;
  const show = async (href, from = null) => {
    await leaving;
    if (!view) build();
    const address = new URL(href, document.baseURI);
    const spot = address.hash;
    address.hash = "";
    address.searchParams.set("fragment", "1");
    const mine = ++request;
    if (view.hidden) opener = from;
    find("#cp-view-name").textContent = address.pathname.endsWith("/guide") ? "Guided advice" : "Pictures";
    view.hidden = false;
    const entry = { ...history.state, coView: href };
    if (history.state?.coView) history.replaceState(entry, "");
    else history.pushState(entry, "");
    place();
    for (const part of covered()) part.inert = true;
    let html;
    try {
      html = await (await fetch(address)).text();
    } catch {
      html = "<p>It could not be fetched: the server does not answer. Try again in a moment.</p>";
    }
    if (mine !== request) return;
    find("#cp-view-body").innerHTML = html;
    compose();
    view.scrollTop = 0;
    if (spot) find(spot, view)?.scrollIntoView();
    find("#cp-view-name").focus({ preventScroll: true });
  };
  const hide = () => {
    if (!view || view.hidden) return;
    view.hidden = true;
    request++;
    for (const part of covered()) part.inert = false;
    (opener?.isConnected ? opener : find("#co-box textarea"))?.focus();
    opener = null;
  };

  const leave = () => {
    const closes = view && !view.hidden;
    hide();
    if (!closes || !history.state?.coView) return;
    leaving = new Promise((done) => addEventListener("popstate", done, { once: true }));
    history.back();
  };
  addEventListener("popstate", () => (history.state?.coView ? show(history.state.coView) : hide()));

  // ---- the advice form --------------------------------------------------------------------------------
  const question = () => {
    const form = find("#cp-guide");
    if (!form) return "";
    const told = all("select, textarea", form).map((field) => field.value.trim()).filter(Boolean).join(" ");
    return told ? `${/[.!?]$/.test(told) ? told : `${told}.`} ${form.dataset.asked}` : "";
  };
  const tooMany = () => {
    const form = find("#cp-guide");
    const most = Number(form?.dataset.most ?? 0);
    return form && all("select", form).filter((field) => field.value).length > most ? `Choose ${most} at most: an answer weighs no more.` : "";
  };
  const compose = (empty = "Choose at least one, or say it in your own words.") => {
    const line = find("#cp-question");
    if (line) line.textContent = tooMany() || (question() ? `You will ask: ${question()}` : empty);
  };
  const advise = () => {
    const text = question();
    if (!text || tooMany()) {
      compose("Nothing is chosen yet. Choose at least one, or say it in your own words.");
      find("#cp-guide select, #cp-guide textarea").focus();
      return;
    }
    if (!co.box()) return;
    if (co.busy()) {
      find("#cp-question").textContent = "Another answer is being written. Ask again once it is there.";
      return;
    }
    opener = null; // the box has the focus next
    leave();
    co.ask(text);
  };

  // ---- listeners ------------------------------------------------------------------------------------------
  document.addEventListener(
    "click",
    (event) => {
      const target = event.target instanceof Element ? event.target : null;
      const on = (selector) => target?.closest(selector);
      const table = () => target.closest(".cp-table-tools").previousElementSibling.querySelector("table");
      if (on(".cp-sort")) sort(on(".cp-sort"));
      else if (on(".cp-copy-csv")) co.clip(csv(table()), on(".cp-copy-csv"), "Copied as CSV");
      else if (on(".cp-copy-md")) co.clip(markdown(table()), on(".cp-copy-md"), "Copied as Markdown");
      else if (on(".cp-save-csv")) save(new Blob(["\ufeff", csv(table())], { type: "text/csv" }), "corner-office-comparison.csv");
      else if (on(".cp-png")) png(on(".cp-png"));
      else if (on("[data-cp-close], #co-new")) leave();
      else if (on(".cp-contents a")) {
        event.preventDefault();
        find(new URL(on(".cp-contents a").href).hash)?.scrollIntoView();
      } else if (on("a.cp-view") && find("#co-composer") && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
        event.preventDefault();
        show(on("a.cp-view").getAttribute("href"), on("a.cp-view"));
      }
    },
    true,
  );
  // Before the page's own listeners: Escape closes the evidence first, then this view.
  window.addEventListener(
    "keydown",
    (event) => {
      const evidence = find("#co-evidence");
      if (event.key === "Escape" && view && !view.hidden && (!evidence || evidence.hidden)) {
        event.stopPropagation();
        leave();
      }
    },
    true,
  );
  document.addEventListener("input", (event) => event.target.closest?.("#cp-guide") && compose());
  document.addEventListener("reset", (event) => event.target.id === "cp-guide" && setTimeout(compose, 0));
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target.id !== "cp-guide") return;
      event.preventDefault();
      advise();
    },
    true,
  );

  // The advice form has an address: the page's own with this behind it. A page that is loaded anew opens what was open.
  let wanted = location.hash === "#advice" ? "guide" : history.state?.coView;
  const mend = () => {
    if (wanted && find("#co-header .co-top") && find("#co-box textarea")) {
      show(wanted);
      wanted = null;
    }
    // Gradio's sanitiser drops what makes a picture scale, and what keeps it from being read out twice.
    for (const picture of all("#co-chat svg.cp-picture:not([viewBox])")) {
      picture.setAttribute("viewBox", `0 0 ${picture.getAttribute("width")} ${picture.getAttribute("height")}`);
      picture.setAttribute("aria-hidden", "true");
    }
  };
  const start = () => new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
