// Shows what belongs together: the marks of a record while it, or one of them, is pointed at or chosen.
// Everything works without this: marks and records are joined by links.
const marksOf = (id) => document.querySelectorAll(`[data-of~="${CSS.escape(id)}"]`);
const recordOf = (id) => document.getElementById(`r-${id}`);

function light(ids, on) {
  for (const id of ids) {
    for (const mark of marksOf(id)) mark.classList.toggle("lit", on);
    recordOf(id)?.classList.toggle("lit", on);
  }
}

function idsOf(element) {
  const mark = element.closest?.("[data-of]");
  if (mark) return mark.dataset.of.split(" ").filter(Boolean);
  const record = element.closest?.("[data-record]");
  return record ? [record.dataset.record] : [];
}

let chosen = [];

function choose() {
  light(chosen, false);
  const id = decodeURIComponent(location.hash).replace(/^#[mr]-/, "");
  chosen = id && recordOf(id) ? [id] : [];
  light(chosen, true);
}

for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, (event) => light(idsOf(event.target), true));
  document.addEventListener(end, (event) => { light(idsOf(event.target), false); light(chosen, true); });
}
addEventListener("hashchange", choose);
choose();
