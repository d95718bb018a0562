// The header's panels are the browser's own popovers; the server closes one when something in it was chosen.
window.hubPanels = {
  close: id => document.getElementById(id)?.matches(":popover-open") && document.getElementById(id).hidePopover(),
};

// A button that is pressed and waits, or goes, loses the focus to the page: Escape is for the open dialog all the same.
document.addEventListener("keydown", e => {
  if (e.key === "Escape" && e.target === document.body)
    [...document.querySelectorAll(".mud-dialog")].at(-1)?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true }));
});
