// Shows a sentence's passage while one points at it; Esc or pointing elsewhere takes it away.
const WAIT = 250;

export function previews(page) {
  let shown = null;
  let waiting = 0;

  const clear = () => {
    clearTimeout(waiting);
    if (!shown) return;
    shown.box.remove();
    shown.sentence.classList.remove("lit");
    shown = null;
  };

  const show = (sentence) => {
    clear();
    const note = noteOf(sentence);
    if (!note || note.open) return;
    const box = note.querySelector(".passage").cloneNode(true);
    box.classList.add("preview");
    page.body.append(box);
    const lines = sentence.getClientRects();
    const last = lines[lines.length - 1];
    const below = last.bottom + 6;
    const fits = below + box.offsetHeight <= innerHeight;
    const top = fits ? below : Math.max(4, lines[0].top - box.offsetHeight - 6);
    const left = Math.min(lines[0].left, innerWidth - box.offsetWidth - 12);
    box.style.top = `${top + scrollY}px`;
    box.style.left = `${Math.max(8, left) + scrollX}px`;
    box.addEventListener("pointerleave", later);
    box.addEventListener("pointerenter", () => clearTimeout(waiting));
    sentence.classList.add("lit");
    shown = { box, sentence };
  };

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(clear, WAIT);
  };

  for (const sentence of page.querySelectorAll(".told .sentence")) {
    sentence.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "touch") return;
      clearTimeout(waiting);
      waiting = setTimeout(() => show(sentence), WAIT);
    });
    sentence.addEventListener("pointerleave", later);
    sentence.addEventListener("click", () => {
      if (getSelection().isCollapsed) {
        clear();
        const note = noteOf(sentence);
        if (note) note.open = !note.open;
      }
    });
    const summary = noteOf(sentence)?.querySelector("summary");
    summary?.addEventListener("focus", () => {
      if (summary.matches(":focus-visible")) show(sentence);
    });
    summary?.addEventListener("blur", later);
    summary?.addEventListener("click", clear);
  }
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });
}

function noteOf(sentence) {
  const next = sentence.nextElementSibling;
  const note = next?.matches(".own") ? next.nextElementSibling : next;
  return note?.matches("details.note") ? note : null;
}
