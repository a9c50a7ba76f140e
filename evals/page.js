"use strict";
// The filters of the case list and "open all"; without a script the page shows everything.
(() => {
  const list = document.getElementById("case-list");
  const form = document.getElementById("filters");
  const all = [...list.querySelectorAll("details.case")];
  const texts = new Map(all.map((one) => [one, one.textContent.toLowerCase()]));
  const count = document.getElementById("count");

  function filter() {
    const state = form.elements.state.value;
    const stratum = form.elements.stratum.value;
    const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of all) {
      const fits =
        (!state || one.dataset.state === state || (state === "changed" && "changed" in one.dataset)) &&
        (!stratum || one.dataset.stratum === stratum) &&
        words.every((word) => texts.get(one).includes(word));
      one.hidden = !fits;
      shown += fits;
    }
    count.textContent = `${shown} of ${all.length} cases`;
  }

  function follow() {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (!target) return;
    target.hidden = false;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView();
  }

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  for (const button of document.querySelectorAll("button[data-toggle]")) {
    const boxes = [...document.getElementById(button.dataset.toggle).querySelectorAll("details")];
    const name = () => (button.textContent = boxes.every((box) => box.open) ? "Close all" : "Open all");
    button.hidden = false;
    button.addEventListener("click", () => {
      const open = !boxes.every((box) => box.open);
      for (const box of boxes) box.open = open;
      name();
    });
    name();
  }
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("#answers details:not([open])")];
    for (const box of closed) box.open = true;
  });
  addEventListener("afterprint", () => {
    for (const box of closed) box.open = false;
  });
  addEventListener("hashchange", follow);
  filter();
  follow();
})();
