// The header's panels are the browser's own popovers; the server closes one when something in it was chosen.
window.hubPanels = {
  close: id => document.getElementById(id)?.matches(":popover-open") && document.getElementById(id).hidePopover(),
};
