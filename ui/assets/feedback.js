/* The thumbs below an answer: pressed, changed, taken back, with a reason and a comment. */
(() => {
  "use strict";
  const { find, all, on, watch, say } = co;
  const REASONS = [
    ["wrong", "Wrong"],
    ["missing", "Something is missing"],
    ["unclear", "Unclear"],
    ["source", "The source does not say that"],
    ["other", "Something else"],
  ];
  const known = new Map(); // an answer's id -> {thumb, reason, comment}, or null for no opinion
  const asked = new Set();

  const id = (answer) => /answers\/([\w-]+)$/.exec(find("a.co-permalink", answer)?.getAttribute("href") ?? "")?.[1];
  const address = (path) => new URL(path, document.baseURI);

  const paint = (answer) => {
    const thumb = known.get(id(answer))?.thumb ?? "";
    for (const button of all(".co-thumb", answer)) {
      const pressed = String(button.classList.contains(`co-${thumb}`));
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    }
  };

  const send = async (answer, opinion) => {
    const name = id(answer);
    try {
      const sent = await fetch(address(`feedback/${name}`), {
        method: opinion ? "PUT" : "DELETE",
        headers: { "content-type": "application/json" },
        body: opinion && JSON.stringify(opinion),
      });
      if (!sent.ok) throw new Error((await sent.json()).error);
      known.set(name, opinion);
      paint(answer);
      return true;
    } catch (error) {
      note(answer, error instanceof TypeError ? "The server does not answer. Try again in a moment." : error.message);
      return false;
    }
  };

  const note = (answer, text) => {
    let line = find(".co-thanks", answer);
    if (!line) {
      line = document.createElement("p");
      line.className = "co-thanks";
      line.setAttribute("role", "status");
      find(".co-tools", answer).after(line);
    }
    line.textContent = text;
  };

  const form = (answer, thumb) => {
    find(".co-opinion", answer)?.remove();
    const before = known.get(id(answer)) ?? {};
    const made = document.createElement("form");
    made.className = "co-opinion";
    const down = thumb === "down";
    const reasons = REASONS.map(
      ([value, text]) => `<label><input type="radio" name="reason" value="${value}"><span>${text}</span></label>`,
    ).join("");
    made.innerHTML =
      (down ? `<fieldset><legend>What is wrong with it?</legend>${reasons}</fieldset>` : "") +
      `<label class="co-comment">${down ? "Tell the editors more" : "What was good about it?"} <span>(optional)</span>` +
      '<textarea name="comment" rows="2" maxlength="2000" dir="auto"></textarea></label>' +
      '<div><button type="submit">Send</button><button type="button" data-close>Close</button></div>';
    if (before.reason && made.elements.reason) made.elements.reason.value = before.reason;
    made.elements.comment.value = before.comment ?? "";
    const close = () => {
      made.remove();
      find(`.co-${thumb}`, answer)?.focus();
    };
    made.addEventListener("submit", async (event) => {
      event.preventDefault();
      const opinion = { thumb, reason: made.elements.reason?.value ?? "", comment: made.elements.comment.value };
      if (!(await send(answer, opinion))) return;
      close();
      note(answer, "Thank you. The editors will see it.");
    });
    find("[data-close]", made).addEventListener("click", close);
    made.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    });
    find(".co-tools", answer).after(made);
    (find("input", made) ?? find("textarea", made)).focus({ preventScroll: true });
    made.scrollIntoView({ block: "nearest" });
  };

  on("click", "button.co-thumb", async (button) => {
    const answer = button.closest(".co-answer");
    const thumb = button.classList.contains("co-up") ? "up" : "down";
    const before = known.get(id(answer));
    find(".co-thanks", answer)?.remove();
    if (before?.thumb === thumb) {
      find(".co-opinion", answer)?.remove();
      if (await send(answer, null)) say("Your rating is taken back");
      return;
    }
    if (!(await send(answer, { thumb, reason: "", comment: before?.comment ?? "" }))) return;
    say(thumb === "up" ? "Rated as a good answer" : "Rated as a bad answer");
    form(answer, thumb);
  });

  // What the person has said of the answers that are shown; asked once an answer.
  const learn = async (names) => {
    try {
      const where = address("feedback");
      where.searchParams.set("answers", names.join(","));
      const found = await (await fetch(where)).json();
      for (const name of names) if (!known.has(name)) known.set(name, found[name] ?? null);
    } catch {
      for (const name of names) asked.delete(name);
    }
    all(".co-answer.co-done").forEach(paint);
  };

  watch(() => {
    const answers = all(".co-answer.co-done").filter(id);
    answers.forEach(paint);
    const fresh = answers.map(id).filter((name) => !asked.has(name));
    if (!fresh.length) return;
    for (const name of fresh) asked.add(name);
    learn(fresh);
  });
})();
