/* An answer as plain text, for the clipboard and for screen readers. */
(() => {
  "use strict";
  const { all, on, say, marker } = co;

  co.plain = (answer) => {
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

  // Puts a text on the clipboard and says so on the button that asked for it.
  co.clip = async (text, button, told) => {
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
    co.flash(button, "Copied", told);
  };

  // Says something on the button that asked for it, for a moment.
  co.flash = (button, text, told = text) => {
    const label = (button.dataset.label ??= button.textContent);
    button.textContent = text;
    say(told);
    setTimeout(() => (button.textContent = label), 1600);
  };

  on("click", "button.co-copy", (button) => co.clip(co.plain(button.closest(".co-answer")), button, "Answer copied"));
})();
