/* Light, dark, or as the system has it: chosen per browser, put on before anything is drawn, in every open tab.
   On its own, without base.js: the sign-in page and the editors' room have it, too. */
(() => {
  "use strict";
  const KEY = "corner-office-scheme";
  const NAMES = { system: "As the system", light: "Light", dark: "Dark" };
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  // A browser that keeps nothing has the choice for this page alone.
  let chosen = "system";
  const read = () => {
    try {
      const kept = localStorage.getItem(KEY);
      return kept in NAMES ? kept : "system";
    } catch {
      return chosen;
    }
  };
  const keep = (scheme) => {
    try {
      if (scheme === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, scheme);
    } catch {}
  };

  // Gradio goes by a class of its own, which it sets by the system alone.
  const dark = () => (chosen === "system" ? system.matches : chosen === "dark");
  const agree = () => {
    if (document.body && document.body.classList.contains("dark") !== dark()) document.body.classList.toggle("dark", dark());
  };
  const show = (scheme) => {
    chosen = scheme;
    if (scheme === "system") delete root.dataset.scheme;
    else root.dataset.scheme = scheme;
    agree();
    for (const select of document.querySelectorAll(".co-scheme select")) select.value = scheme;
  };
  show(read());
  new MutationObserver((_, self) => {
    if (!document.body) return;
    self.disconnect();
    agree(); // long before the page counts as loaded, which waits for Gradio's scripts
  }).observe(root, { childList: true });
  system.addEventListener("change", agree);
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) show(read());
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) show(read());
  });

  const control = () => {
    const label = document.createElement("label");
    label.className = "co-scheme";
    label.title = "Colours";
    const select = document.createElement("select");
    select.setAttribute("aria-label", "Colours");
    for (const [scheme, name] of Object.entries(NAMES)) select.add(new Option(name, scheme));
    select.value = chosen;
    select.addEventListener("change", () => {
      keep(select.value);
      show(select.value);
    });
    label.append(select);
    return label;
  };
  const place = () => {
    for (const spot of document.querySelectorAll(".co-scheme-place:empty")) spot.append(control());
  };
  const start = () => {
    agree();
    new MutationObserver(agree).observe(document.body, { attributes: true, attributeFilter: ["class"] });
    new MutationObserver(place).observe(document.body, { childList: true, subtree: true });
    place();
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
