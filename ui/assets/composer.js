/* Asking: by the box, or by a click on a suggestion; and what is said when a question cannot be sent. */
(() => {
  "use strict";
  const { find, all, on, watch, box, say } = co;
  const TYPE = "Type a question first, or choose one of the suggestions.";
  const WAIT = "The answer before is still on its way. Your question stays here: send it when that is done.";
  const AGAIN = "Not sent, or not answered, before the page was loaded anew.";
  const UNSENT = "corner-office-unsent";
  const PATIENCE = 5000; // milliseconds after which a question that did not arrive may be sent again

  let sent = null; // the question that is on its way to the server: its text, what was typed before it, when
  const rows = () => all("#co-chat .user-row").length;
  const busy = () => co.busy() || (sent !== null && performance.now() - sent.at < PATIENCE);

  co.hint = (text) => {
    let line = find("#co-hint");
    if (!line) {
      line = document.createElement("p");
      line.id = "co-hint";
      line.setAttribute("role", "status");
      find("#co-composer")?.append(line);
    }
    if (line.textContent !== text) line.textContent = text;
  };

  const fill = (text) => {
    box().value = text;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };

  co.ask = (text) => {
    if (!box()) return;
    if (busy()) {
      co.hint(WAIT);
      return;
    }
    const draft = box().value;
    fill(text);
    setTimeout(() => {
      find("#co-send")?.click();
      if (sent) sent.draft = draft;
    }, 0);
    if (matchMedia("(hover: hover)").matches) box().focus();
  };

  // Stopped here, before Gradio hears of it: an empty question, and one before the last is answered.
  const send = (event) => {
    const text = box()?.value ?? "";
    if (text.trim() && !busy()) {
      sent = { text, draft: "", at: performance.now(), rows: rows() };
      return;
    }
    event.stopImmediatePropagation();
    event.preventDefault();
    co.hint(text.trim() ? WAIT : TYPE);
    box()?.focus();
  };

  // The box is emptied once the question stands in the conversation, and only if nothing else was typed meanwhile.
  const arrived = () => {
    if (sent && (co.busy() || rows() > sent.rows)) {
      if (box() && box().value === sent.text) fill(sent.draft);
      sent = null;
    }
    if (!busy() && find("#co-hint")?.textContent === WAIT) co.hint("");
    if (box() && box().dir !== "auto") box().dir = "auto";
  };

  // Gradio loads the page anew once a server that was gone is back: a question that was not answered is in the box again.
  let leaves = false; // signed out: the next who reads here may be somebody else
  addEventListener("pagehide", () => {
    const asked = co.busy() ? all("#co-chat .user-row").at(-1)?.textContent.trim() : sent?.text;
    const text = leaves ? "" : box()?.value.trim() || asked;
    try {
      if (text) sessionStorage.setItem(UNSENT, text);
      else sessionStorage.removeItem(UNSENT);
    } catch {}
  });
  on("submit", "#co-account", () => (leaves = true));
  let begun = false;
  const again = () => {
    if (begun || !box()) return;
    begun = true;
    let text = "";
    try {
      text = sessionStorage.getItem(UNSENT);
      sessionStorage.removeItem(UNSENT);
    } catch {}
    if (!text || box().value || new URL(location.href).searchParams.has("ask")) return;
    fill(text);
    co.hint(AGAIN);
  };

  on("click", "#co-send", (_, event) => send(event));
  on("keydown", "#co-box textarea", (_, event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  });
  on("input", "#co-box textarea", () => find("#co-hint") && co.hint(""));
  on("click", "button.co-ask", (button) => co.ask(button.textContent));
  on("click", "#co-new", () => {
    sent = null;
    find("#co-clear")?.click();
    box()?.focus();
    say("New conversation");
  });
  watch(again);
  watch(arrived);
})();
