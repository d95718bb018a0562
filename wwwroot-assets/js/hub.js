// Starts Blazor with our ways of reconnecting, and what every page has.
import * as live from "./live.js";
import "./panels.js";
import "./definitions.js";

live.start();

// What a phone's menu has under "More" is gone once something of it was chosen.
document.addEventListener("click", e => {
  const more = e.target.closest?.("#nav-more a") && document.getElementById("nav-more");
  if (more?.matches(":popover-open")) more.hidePopover();
});

// n, outside of a field and with nothing open over the page: a new lead.
document.addEventListener("keydown", e => {
  const typing = e.target.closest?.("input, textarea, select, [contenteditable]");
  if (e.key !== "n" || e.ctrlKey || e.metaKey || e.altKey || typing) return;
  if (document.querySelector(".mud-dialog-container, :popover-open, dialog[open]")) return;
  document.querySelector("a[aria-keyshortcuts=n]")?.click();
});

// Ctrl+K, or / outside of a field: to the search box.
document.addEventListener("keydown", e => {
  const typing = e.target.closest?.("input, textarea, select, [contenteditable]");
  const wanted = ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k") || (e.key === "/" && !typing);
  const box = wanted && document.getElementById("search");
  if (!box) return;
  e.preventDefault();
  box.focus();
  box.select();
});
