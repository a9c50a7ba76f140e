/* The room's behaviour: previews while one writes, the check's progress, nothing lost by leaving. All works without it. */
(() => {
  "use strict";
  const find = (selector) => document.querySelector(selector);

  // The report is shut off from what the browser keeps: its address says which colours are chosen.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href*="report/"]');
    if (link) link.search = `?scheme=${document.documentElement.dataset.scheme ?? "system"}`;
  }, true);

  // ---- editing ------------------------------------------------------------------------------
  const form = find("form.edit");
  const area = form?.querySelector("textarea[name=text]");
  if (area) {
    const first = area.defaultValue;
    let leaving = false;
    form.addEventListener("submit", () => (leaving = true));
    addEventListener("beforeunload", (event) => {
      if (!leaving && area.value !== first) event.preventDefault();
    });
    addEventListener("pageshow", () => (leaving = false));
  }

  const preview = find("#preview");
  if (area && preview) {
    const state = find("#preview-state");
    let request = 0;
    let timer = 0;
    const show = async () => {
      const mine = ++request;
      state.textContent = "Reading …";
      try {
        const answer = await fetch(form.dataset.preview, {
          method: "POST",
          headers: { "x-piece": "1" },
          body: new URLSearchParams(new FormData(form)),
        });
        const html = await answer.text();
        if (mine !== request) return;
        if (answer.ok) preview.innerHTML = html;
        state.textContent = answer.ok ? "" : "The preview failed; “Save” still works.";
      } catch {
        if (mine === request) state.textContent = "The server does not answer. Your text is still here.";
      }
    };
    area.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, 800);
    });
    form.addEventListener("submit", (event) => {
      if (event.submitter?.getAttribute("formaction") !== "preview") return;
      event.preventDefault();
      show();
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.requestSubmit();
    });
    if (!preview.querySelector(".reading, .trouble, .good")) show();
  }

  // ---- the check ------------------------------------------------------------------------------
  const check = find("#check[data-runs=yes]");
  if (check) {
    const words = find("#check-words");
    const bar = find("#check-bar");
    let stage = "";
    const look = async () => {
      try {
        const now = await (await fetch("check.json")).json();
        if (!now.runs) return location.reload();
        bar.max = now.of || 1;
        bar.value = now.done;
        // A screen reader is told of each stage, not of each case.
        if (now.stage !== stage) words.setAttribute("aria-live", "polite");
        else words.setAttribute("aria-live", "off");
        stage = now.stage;
        words.textContent = now.words;
      } catch {
        words.textContent = "The server does not answer; trying again.";
      }
      setTimeout(look, 1000);
    };
    look();
  }
})();
