"use strict";
// Light, dark, or as the system has it: put on before anything is drawn. Whoever opens the report may say which in the
// address (`?scheme=dark`), because the editors' room shows it where it can neither read nor keep anything.
(() => {
  const KEY = "corner-office-scheme";
  const NAMES = { system: "As the system", light: "Light", dark: "Dark" };
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).get("scheme");
  const kept = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const keep = (scheme) => {
    try {
      if (scheme === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, scheme);
    } catch {}
  };
  const show = (scheme) => {
    if (scheme === "system") delete root.dataset.scheme;
    else root.dataset.scheme = scheme;
  };
  const first = [asked, kept()].find((scheme) => scheme && Object.hasOwn(NAMES, scheme)) ?? "system";
  show(first);

  addEventListener("DOMContentLoaded", () => {
    const select = document.createElement("select");
    select.setAttribute("aria-label", "Colours");
    for (const [scheme, name] of Object.entries(NAMES)) select.add(new Option(name, scheme));
    select.value = first;
    select.addEventListener("change", () => {
      keep(select.value);
      show(select.value);
    });
    document.querySelector(".top").append(select);
  });
})();
