// The lead over the board: focus goes in and comes back, Escape closes.
let ends = null;
let giveBack = null;

/** from: the selector of the card that it was opened by, to give the focus back to. */
export function open(drawer, dotnet, from) {
  ends?.abort();
  ends = new AbortController();
  const before = document.activeElement;
  giveBack = () => {
    const target = document.querySelector(from) ?? (before?.isConnected ? before : null) ?? document.querySelector("h1");
    target?.focus({ preventScroll: true });
  };
  drawer.querySelector("h1")?.focus({ preventScroll: true });
  document.addEventListener("keydown", e => {
    // What lies over the drawer closes first: a dialog, a menu, a list of choices.
    const above = document.querySelector(".mud-dialog-container, .mud-popover-open, :popover-open, dialog[open]");
    if (e.key !== "Escape" || above || e.defaultPrevented || e.target.closest?.(".search-box")) return;
    dotnet.invokeMethodAsync("Close");
  }, { signal: ends.signal });
}

export function close() {
  ends?.abort();
  ends = null;
  // Not when another lead took its place at once.
  setTimeout(() => !document.querySelector(".lead-drawer") && giveBack?.());
}
