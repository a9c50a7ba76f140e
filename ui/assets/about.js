/* What is covered, and whether it can be asked: the panel behind "About", and the line below the header. */
(() => {
  "use strict";
  const { find, on, watch } = co;

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

  const opened = () => find("#co-about[open]");
  on("click", "*", (target) => {
    if (!opened()?.contains(target) && opened()) opened().open = false;
  });
  on("keydown", "*", (_, event) => {
    if (event.key !== "Escape" || !opened()) return;
    opened().open = false;
    event.stopImmediatePropagation(); // one thing is closed at a time
  });

  let begun = false;
  watch(() => {
    if (begun || !find("#co-about-body")) return;
    begun = true;
    refresh();
  });
})();
