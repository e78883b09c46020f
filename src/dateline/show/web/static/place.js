// Marks in the date rail where the reader is.
export function place(page) {
  const links = new Map();
  for (const link of page.querySelectorAll(".rail li a")) {
    links.set(link.hash.slice(1), link.parentElement);
  }
  if (!links.size) return;
  const seen = new Set();
  const watcher = new IntersectionObserver(
    (changes) => {
      for (const change of changes) {
        if (change.isIntersecting) seen.add(change.target.id);
        else seen.delete(change.target.id);
      }
      let first = true;
      for (const [id, item] of links) {
        const here = first && seen.has(id);
        item.classList.toggle("here", here);
        if (here) {
          first = false;
          item.querySelector("a").setAttribute("aria-current", "true");
        } else item.querySelector("a").removeAttribute("aria-current");
      }
    },
    { rootMargin: "0px 0px -40% 0px" },
  );
  for (const id of links.keys()) {
    const entry = page.getElementById(id);
    if (entry) watcher.observe(entry);
  }
}
