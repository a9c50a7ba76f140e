/* Asking: by a click on a suggestion, by the box; and what is said when a question cannot be sent. */
(() => {
  "use strict";
  const { find, on, box, busy, say } = co;

  co.hint = (text) => {
    let line = find("#co-hint");
    if (!line) {
      line = document.createElement("p");
      line.id = "co-hint";
      line.setAttribute("role", "status");
      find("#co-composer")?.append(line);
    }
    line.textContent = text;
  };

  co.ask = (text) => {
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
    co.hint("Type a question first, or choose one of the suggestions.");
    box()?.focus();
  };

  on("click", "#co-send", (_, event) => hold(event));
  on("keydown", "#co-box textarea", (_, event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) hold(event);
  });
  on("input", "#co-box textarea", () => find("#co-hint") && co.hint(""));
  on("click", "button.co-ask", (button) => co.ask(button.textContent));
  on("click", "#co-new", () => {
    find("#co-clear")?.click();
    box()?.focus();
    say("New conversation");
  });
})();
