/* The drawer of a person's conversations, and the address bar: which one is open, and what it asks to open. */
(() => {
  "use strict";
  const { find, all, on, watch, say, box } = co;
  const address = (path) => new URL(path, document.baseURI);
  const here = () => new URL(location.href);
  const THREE_COLUMNS = 1440; // pixels
  const MOST = 100; // conversations that the server lists
  let drawer = null;
  let opener = null;
  let current = "";
  let request = 0;

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes))
      if (key in made && typeof value !== "string") made[key] = value;
      else made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const build = () => {
    drawer = element("aside", { id: "co-history", hidden: true, "aria-labelledby": "co-history-name" });
    drawer.innerHTML =
      '<div class="co-history-bar"><h2 id="co-history-name" tabindex="-1">History</h2>' +
      '<button type="button" class="co-history-new">New conversation</button>' +
      '<button type="button" data-close aria-label="Close the history">×</button></div>' +
      '<input type="search" id="co-history-search" placeholder="Search your conversations" aria-label="Search your conversations">' +
      '<div id="co-history-before"></div><p id="co-history-state" role="status"></p><div id="co-history-list"></div><p id="co-history-days"></p>';
    document.body.prepend(drawer);
  };

  // ---- what is in it ------------------------------------------------------------------------------
  const heading = (seconds) => {
    const then = new Date(seconds * 1000);
    const midnight = new Date().setHours(0, 0, 0, 0);
    if (then >= midnight) return "Today";
    if (then >= midnight - 864e5) return "Yesterday";
    if (then >= midnight - 6 * 864e5) return "The last seven days";
    return then.toLocaleDateString("en", { month: "long", year: "numeric" });
  };

  const line = (one) => {
    const exported = (kind, text) =>
      element("a", { href: address(`history/${one.id}/${kind}`).href, ...(kind === "print" ? { target: "_blank" } : { download: "" }) }, text);
    const act = (name, text) => element("button", { type: "button", "data-act": name }, text);
    const menu = element(
      "details",
      { class: "co-more" },
      element("summary", { "aria-label": `More for ${one.title}` }, "⋯"),
      element("div", { class: "co-menu" }, act("rename", "Rename"), exported("markdown", "Export as Markdown"), exported("html", "Export as HTML"),
        exported("json", "Export as JSON"), exported("print", "Print or save as PDF"), act("delete", "Delete")),
    );
    const open = element("button", { type: "button", class: "co-past", dir: "auto" }, one.title);
    const item = element("li", { "data-id": one.id, "data-title": one.title }, open, menu);
    if (one.id === current) open.setAttribute("aria-current", "true");
    return item;
  };

  // What this browser asked before its person signed in may be somebody else's: they are asked.
  const before = (count) => {
    if (!count) return [];
    const them = count === 1 ? "1 conversation was" : `${count} conversations were`;
    const it = count === 1 ? "it" : "them";
    const act = (name, text) => element("button", { type: "button", "data-before": name }, text);
    return [
      element("p", {}, `${them} begun in this browser before you signed in. If you take ${it} over, ${count === 1 ? "it is" : "they are"} yours alone.`),
      act("take", `Take ${it} over`),
      act("leave", "Not mine"),
    ];
  };
  on("click", "#co-history [data-before]", async (button) => {
    const body = JSON.stringify({ take: button.dataset.before === "take" });
    try {
      const answer = await fetch(address("history/before"), { method: "POST", headers: { "content-type": "application/json" }, body });
      if (!answer.ok) throw new Error();
      say(button.dataset.before === "take" ? "Taken over into your history." : "They are not shown again.");
    } catch {
      say("That did not work. Try again in a moment.");
    }
    await refresh();
    find("#co-history-search").focus();
  });

  const refresh = async () => {
    if (!drawer || drawer.hidden) return;
    const mine = ++request;
    const search = find("#co-history-search").value.trim();
    const where = address("history");
    where.searchParams.set("search", search);
    let data = null;
    try {
      const answer = await fetch(where);
      data = await answer.json();
      if (!answer.ok) data = { error: data.error ?? "There is no history here." };
    } catch {
      data = { error: "Your history cannot be read now: the server does not answer. Try again in a moment." };
    }
    if (mine !== request) return;
    const list = find("#co-history-list");
    const state = find("#co-history-state");
    list.replaceChildren();
    if (data.error) return void (state.textContent = data.error);
    let last = null;
    let items = null;
    for (const one of data.conversations) {
      const name = heading(one.changed);
      if (name !== last) list.append(element("h3", {}, (last = name)), (items = element("ul")));
      items.append(line(one));
    }
    find("#co-history-before").replaceChildren(...before(data.before ?? 0));
    const count = data.conversations.length;
    const found = count === 1 ? "1 conversation found" : `${count} conversations found`;
    const newest = count < MOST ? "" : `The newest ${MOST}. Search finds older ones.`;
    state.textContent = search ? found : count ? newest : "Nothing yet. What you ask is kept here.";
    find("#co-history-days").textContent = data.days ? `Kept for ${data.days} days after the last question in it.` : "";
  };

  // ---- opening and closing ---------------------------------------------------------------------------
  const show = () => {
    if (!drawer) build();
    opener = document.activeElement;
    drawer.hidden = false;
    layer.enter();
    document.body.classList.add("co-open-history");
    find("#co-history-search").focus();
    refresh();
  };
  const fold = () => {
    drawer.hidden = true;
    document.body.classList.remove("co-open-history");
    layer.leave();
  };
  const hide = () => {
    if (!drawer || drawer.hidden) return;
    fold();
    (opener?.isConnected ? opener : find("#co-past-button"))?.focus();
  };
  const layer = co.layer("coDrawer", hide);

  const enter = (field, value) => {
    const area = find(`${field} textarea, ${field} input`);
    if (!area) return false;
    area.value = value;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  };

  // Gradio hears of clicks only some time after its page is drawn: until it has, the click is made again.
  let unheard = null;
  co.heard = (id) => {
    unheard = null;
    return id;
  };
  const knock = (id) => {
    if (unheard !== id) return;
    enter("#co-wanted", id);
    setTimeout(() => unheard === id && find("#co-reopen")?.click(), 0);
    setTimeout(() => knock(id), 250);
  };
  const open = (id) => knock((unheard = id));

  // Called by the page when the chat has become another conversation, or none.
  co.went = (id) => {
    current = id;
    const where = here();
    if (id) where.searchParams.set("conversation", id);
    else where.searchParams.delete("conversation");
    where.searchParams.delete("ask");
    history.replaceState(history.state, "", where);
    refresh();
  };

  addEventListener("popstate", () => co.went(current)); // an entry from before may name another conversation

  // ---- changing ----------------------------------------------------------------------------------------
  const send = async (method, id, body) => {
    try {
      const answer = await fetch(address(`history/${id}`), {
        method,
        headers: { "content-type": "application/json" },
        body: body && JSON.stringify(body),
      });
      if (answer.ok) return true;
      find("#co-history-state").textContent = (await answer.json()).error;
    } catch {
      find("#co-history-state").textContent = "The server does not answer. Try again in a moment.";
    }
    return false;
  };

  const rename = (item) => {
    const field = element("input", { class: "co-rename", "aria-label": "New title", dir: "auto", maxlength: "120" });
    field.value = item.dataset.title;
    const done = async (keep) => {
      const title = field.value.trim();
      if (keep && title && title !== item.dataset.title && !(await send("PATCH", item.dataset.id, { title }))) return;
      await refresh();
      find(`#co-history li[data-id="${item.dataset.id}"] .co-past`)?.focus();
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") done(true);
      if (event.key !== "Escape") return;
      event.stopPropagation();
      done(false);
    });
    item.replaceChildren(field, element("button", { type: "button", onclick: () => done(true) }, "Save"));
    field.select();
  };

  const remove = (item) => {
    const keep = element("button", { type: "button", onclick: refresh }, "Keep");
    const really = element("button", { type: "button", class: "co-really" }, "Delete");
    really.onclick = async () => {
      if (!(await send("DELETE", item.dataset.id))) return;
      say("Conversation deleted");
      if (item.dataset.id === current) find("#co-clear")?.click();
      await refresh();
      find("#co-history-search").focus();
    };
    const question = element("p", {}, `Delete “${item.dataset.title}” and the answers' addresses for good?`);
    item.replaceChildren(element("div", { class: "co-sure", role: "group", "aria-label": "Delete?" }, question, really, keep));
    keep.focus();
  };

  // ---- events ----------------------------------------------------------------------------------------------
  on("click", "#co-past-button", () => (drawer && !drawer.hidden ? hide() : show()));
  on("click", "#co-history [data-close]", hide);
  // The article beside the answer needs the room, unless there is enough for three columns.
  on("click", "a.co-open", (_, event) => {
    if (drawer && innerWidth < THREE_COLUMNS && !event.ctrlKey && !event.metaKey && !event.shiftKey) fold();
  });
  on("click", "#co-history .co-history-new", () => {
    find("#co-new")?.click();
    if (innerWidth < 1000) hide();
  });
  on("click", "#co-history .co-past", (button) => {
    open(button.parentElement.dataset.id);
    if (innerWidth < 1000) hide();
    say(`Opened ${button.textContent}`);
  });
  on("click", "#co-history [data-act]", (button) => {
    const item = button.closest("li");
    (button.dataset.act === "rename" ? rename : remove)(item);
  });
  on("click", "#co-history *", (target) => {
    for (const menu of all("#co-history details[open]")) if (!menu.contains(target) || target.closest(".co-menu")) setTimeout(() => (menu.open = false));
  });
  let typing = 0;
  on("input", "#co-history-search", () => {
    clearTimeout(typing);
    typing = setTimeout(refresh, 150);
  });
  on("keydown", "#co-history *", (target, event) => {
    if (event.key !== "Escape" || target.closest(".co-rename")) return;
    const menu = find("#co-history details[open]");
    if (menu) {
      menu.open = false;
      find("summary", menu).focus();
    } else hide();
    event.stopImmediatePropagation();
  });

  // ---- the button, and what the address asks for -----------------------------------------------------------
  let begun = false;
  watch(() => {
    const top = find(".co-top");
    if (top && !find("#co-past-button"))
      top.prepend(element("button", { type: "button", id: "co-past-button" }, element("span", {}, "History")));
    if (begun || !find("#co-wanted textarea, #co-wanted input") || !box()) return;
    begun = true;
    const asked = here().searchParams.get("ask");
    const wanted = here().searchParams.get("conversation");
    if (asked) enter("#co-box", asked);
    else if (wanted) open(wanted);
  });
})();
