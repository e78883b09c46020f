// Keys: j k o through entries, / to search, ? for help, g and a letter to go somewhere.
const PLACES = { s: "/", p: "/people", d: "/disagreements", o: "/sources" };

export function keys(page) {
  let going = false;
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (going) {
      going = false;
      if (PLACES[event.key]) location.assign(PLACES[event.key]);
      return;
    }
    if (event.key === "g") going = true;
    else if (event.key === "/") {
      event.preventDefault();
      page.querySelector(".find input").focus();
    } else if (event.key === "?") location.assign("/help#keys");
    else if (event.key === "j") step(page, 1);
    else if (event.key === "k") step(page, -1);
    else if (event.key === "o") page.querySelector(".entry.current a:is(h2 a, h3 a)")?.click();
    else if (event.key === "Escape") {
      for (const note of page.querySelectorAll("details.note[open]")) note.open = false;
    }
  });
}

function step(page, by) {
  const entries = [...page.querySelectorAll(".entry")].filter((entry) => entry.checkVisibility());
  const at = entries.findIndex((entry) => entry.classList.contains("current"));
  const next = entries[Math.min(entries.length - 1, Math.max(0, at + by))];
  if (!next) return;
  entries[at]?.classList.remove("current");
  next.classList.add("current");
  next.scrollIntoView({ block: "start" });
  (next.querySelector("h2 a, h3 a, a") ?? next).focus({ preventScroll: true });
}
