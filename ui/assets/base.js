/* What the page's other scripts share, as `co`. Everything is delegated from the document, because Gradio
   redraws the chat as it likes. */
window.co = (() => {
  "use strict";
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // `handle(element, event)` is called for events on, or inside, what `selector` finds; before Gradio hears of them.
  const on = (kind, selector, handle) =>
    document.addEventListener(
      kind,
      (event) => {
        const element = event.target instanceof Element ? event.target.closest(selector) : null;
        if (element) handle(element, event);
      },
      true,
    );

  // Called once the page is there, and after every change of it.
  const watchers = [];
  const watch = (look) => watchers.push(look);
  const start = () => {
    const look = () => watchers.forEach((watcher) => watcher());
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    look();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();

  // To screen readers only.
  const say = (text) => {
    const announcer = find("#co-announcer");
    if (announcer) announcer.textContent = text;
  };

  // What covers a small screen has an entry in the browser's history of its own: Back closes it, and leaves the page no more.
  const layer = (name, close) => {
    let entered = false;
    addEventListener("popstate", () => {
      if (!entered || history.state?.[name]) return;
      entered = false;
      close();
    });
    return {
      enter: () => {
        if (innerWidth >= 1000) return;
        if (!history.state?.[name]) history.pushState({ ...history.state, [name]: true }, "");
        entered = true;
      },
      leave: () => {
        if (entered && history.state?.[name]) history.back();
        entered = false;
      },
    };
  };

  return {
    find,
    all,
    on,
    watch,
    say,
    layer,
    box: () => find("#co-box textarea"),
    busy: () => find(".co-pending, .co-writing") !== null,
    // Gradio's sanitiser keeps classes but no data attributes: a citation's number is in its class.
    // A link in a drawing has no className that is a text.
    marker: (link) => Number(/\bco-n-(\d+)\b/.exec(link.getAttribute("class"))?.[1] ?? 0),
  };
})();
