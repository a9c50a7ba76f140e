/* The conversation as it grows: scrolled to, announced once when an answer is whole, its parts named. */
(() => {
  "use strict";
  const { find, all, watch, busy, say } = co;

  let announced = null;
  let followed = 0;

  // A new question goes to the top, so that a long answer is read from its beginning.
  const follow = (log) => {
    const asked = all("#co-chat .user-row").length;
    if (!log || (asked === followed && !busy())) return;
    const scroll = () => {
      const row = all("#co-chat .user-row").at(-1);
      if (row) log.scrollTop += row.getBoundingClientRect().top - log.getBoundingClientRect().top - 12;
    };
    scroll();
    if (busy()) followed = -1;
    else {
      followed = asked;
      setTimeout(scroll, 80); // the whole answer is taller than its last part, once it is laid out
    }
  };

  watch(() => {
    const log = find("#co-chat [role=log]");
    // Gradio's own live region would read every step of an answer that is being revealed.
    if (log && log.getAttribute("aria-live") !== "off") log.setAttribute("aria-live", "off");
    // Gradio names each message by its raw HTML, and drops the names that ours are sent with.
    for (const message of all("#co-chat [data-testid][aria-label]")) message.removeAttribute("aria-label");
    for (const table of all("#co-chat .co-table:not([tabindex])")) {
      table.tabIndex = 0;
      table.setAttribute("aria-label", "Table");
    }
    for (const area of all("#co-chat .edit-textarea:not([aria-label])")) {
      area.setAttribute("aria-label", "Edit your question");
      // The chat holds questions escaped; they are edited as they were written.
      const written = new DOMParser().parseFromString(area.value.replaceAll("<", "&lt;"), "text/html").body.textContent;
      if (written !== area.value) {
        area.value = written;
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }
      area.focus();
    }
    const answers = all("#co-chat .co-answer");
    const last = answers.at(-1);
    follow(log);
    // A table that is sorted, or a button that says "Copied", is no new answer.
    const parts = (answer) => all(".co-text :is(p, li, td)", answer).map((part) => part.textContent).sort().join("\n");
    const text = last?.classList.contains("co-done") ? `${answers.length}:${parts(last) || last.textContent}` : null;
    if (text === announced || (text === null && last)) return;
    announced = text;
    if (!last) return;
    const badges = find(".co-badges", last)?.textContent ?? "";
    say(`Answer: ${badges} ${co.plain(last).split("\n\n")[0] || last.textContent}`);
  });
})();
