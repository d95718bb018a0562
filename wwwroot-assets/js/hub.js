// Starts Blazor with our ways of reconnecting, and what every page has.
import * as live from "./live.js";

live.start();

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
