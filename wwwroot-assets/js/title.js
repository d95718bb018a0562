// The count of unread things before the page's title: "(3) Board · SmarketingHub".
let count = 0;
let watched = null;

export function setCount(n) {
  count = n;
  if (!watched) {
    // Blazor changes the title with the page, and may replace its element.
    watched = new MutationObserver(write);
    watched.observe(document.head, { childList: true, characterData: true, subtree: true });
  }
  write();
}

function write() {
  const wanted = (count > 0 ? `(${count}) ` : "") + document.title.replace(/^\(\d+\) /, "");
  if (document.title !== wanted) document.title = wanted;
}
