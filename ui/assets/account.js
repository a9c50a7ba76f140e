/* Who has signed in, in the page's header, and what to do when the server asks to sign in again or to slow down. */
(() => {
  "use strict";
  const ask = window.fetch;
  const base = () => document.baseURI;

  const bar = (text, link) => {
    let line = document.querySelector("#co-told");
    if (!line) {
      line = document.createElement("div");
      line.id = "co-told";
      line.setAttribute("role", "alert");
      document.body.append(line);
    }
    line.replaceChildren(text);
    if (link) {
      const way = document.createElement("a");
      way.href = new URL(`signin?next=${encodeURIComponent(location.pathname + location.search)}`, base());
      way.textContent = "Sign in";
      line.append(" ", way);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close this message");
    close.addEventListener("click", () => line.remove());
    line.append(close);
  };

  window.fetch = async (...request) => {
    const response = await ask.apply(window, request);
    if (response.status === 401 && response.headers.get("x-sign-in")) bar("Your sign-in has ended.", true);
    else if (response.status === 429)
      response.clone().json().then((told) => bar(told.error ?? "Too many questions. Wait a moment."), () => {});
    return response;
  };

  const show = (person, top) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = new URL("signout", base());
    form.id = "co-account";
    const name = document.createElement("span");
    name.className = "co-who";
    name.textContent = person.name;
    name.title = person.roles.includes("editor") ? "You may read and edit" : "You may read";
    const button = document.createElement("button");
    button.setAttribute("aria-label", "Sign out");
    button.innerHTML =
      '<span class="co-word">Sign out</span><svg viewBox="0 0 20 20" fill="none" stroke="currentColor" ' +
      'stroke-width="1.8" aria-hidden="true"><path d="M12 3H4v14h8M8 10h9m-3-3 3 3-3 3"/></svg>';
    form.append(name, button);
    if (person.roles.includes("editor")) {
      const room = document.createElement("a");
      room.href = new URL("editors/", base());
      room.textContent = "Edit";
      room.title = "The editors' room";
      form.prepend(room);
    }
    top.append(form);
  };

  const start = async () => {
    const response = await ask(new URL("whoami", base())).catch(() => null);
    const person = response?.ok ? await response.json() : null;
    if (!person?.signed_in) return;
    const place = () => {
      const top = document.querySelector(".co-top");
      if (top) show(person, top);
      return top !== null;
    };
    if (place()) return;
    const watch = new MutationObserver(() => place() && watch.disconnect());
    watch.observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
