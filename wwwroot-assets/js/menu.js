// A menu in the browser's own popover: it closes by Escape and by a click elsewhere, and gives the focus back.
const known = new WeakSet();

/** Opens it under an element and focuses its first item. */
export function open(menu, anchorId) {
  if (!known.has(menu)) {
    known.add(menu);
    menu.addEventListener("keydown", onKey);
  }
  const anchor = document.getElementById(anchorId);
  anchor?.focus({ preventScroll: true });
  menu.showPopover();
  const [at, box] = [anchor?.getBoundingClientRect() ?? new DOMRect(), menu.getBoundingClientRect()];
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.width - 8))}px`;
  const below = at.bottom + 4;
  const above = Math.min(at.top - box.height - 4, innerHeight - box.height - 8);
  menu.style.top = `${Math.max(8, below + box.height > innerHeight - 8 ? above : below)}px`;
  menu.querySelector("button")?.focus();
}

export function close(menu) {
  if (menu.matches(":popover-open")) menu.hidePopover();
}

function onKey(e) {
  const items = [...this.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[e.key];
  if (e.key === "Tab") close(this);
  else if (to !== undefined) items.at(to % items.length)?.focus();
  else if (e.key.length === 1) items.find((item, i) => i > at && item.textContent.toLowerCase().startsWith(e.key.toLowerCase()))?.focus();
  else return;
  e.preventDefault();
}
