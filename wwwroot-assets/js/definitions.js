// What a word means, shown beside it on hover, focus and touch: WCAG 1.4.13. It goes by Escape (the popover's own), by a click elsewhere,
// and when neither pointer nor focus is on the word or on what is shown.
const gap = 6;
let leaving;

const shownBy = word => word && document.getElementById(word.getAttribute("aria-describedby"));
const wordAt = node => node.closest?.("[data-definition]");

function show(word) {
  const text = shownBy(word);
  if (!text || text.matches(":popover-open")) return;
  text.showPopover();
  const at = word.getBoundingClientRect();
  const width = text.offsetWidth, height = text.offsetHeight;
  text.style.left = `${Math.max(gap, Math.min(at.left, innerWidth - width - gap))}px`;
  text.style.top = `${at.bottom + gap + height > innerHeight && at.top > height + gap ? at.top - height - gap : at.bottom + gap}px`;
}

function hide(word) {
  const text = shownBy(word);
  if (text?.matches(":popover-open")) text.hidePopover();
}

document.addEventListener("pointerover", e => {
  if (e.pointerType !== "mouse") return;
  clearTimeout(leaving);
  const word = wordAt(e.target);
  if (word) return show(word);
  const open = document.querySelector(".definition-text:popover-open");
  // A moment to get from the word to what is shown.
  if (open && !open.contains(e.target))
    leaving = setTimeout(() => document.activeElement?.getAttribute("aria-describedby") !== open.id && open.hidePopover(), 250);
});

document.addEventListener("focusin", e => {
  const word = wordAt(e.target);
  if (word?.matches(":focus-visible")) show(word);
});

document.addEventListener("focusout", e => hide(wordAt(e.target)));

// A touch, Enter or Space: shown, and by the next one gone.
document.addEventListener("click", e => {
  const word = wordAt(e.target);
  if (word) show(word);
});

document.addEventListener("scroll", () => document.querySelector(".definition-text:popover-open")?.hidePopover(), true);
