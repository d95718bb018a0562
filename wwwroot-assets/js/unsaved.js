// A page's draft: what stands in its named fields stays in this tab until it is saved or given up, whatever happens to the line.
const PREFIX = "draft:";

// Once for the tab, whichever page is open. While the line is lost the page comes back by itself, with what is kept: that is no leaving.
addEventListener("beforeunload", e => {
  const isUnsaved = document.querySelector("[data-keep][data-unsaved]");
  if (isUnsaved && !document.getElementById("components-reconnect-modal")?.open) e.preventDefault();
});

export function start(page) {
  // What has no name, such as a question put to the draft, is none of it.
  page.addEventListener("input", e => e.target.name && keep(page));
}

/** Keeps what stands in the fields now. */
export function keep(page) {
  const values = {};
  for (const field of page.querySelectorAll("[name]")) (values[field.name] ??= []).push(field.value);
  try {
    sessionStorage.setItem(PREFIX + page.dataset.keep, JSON.stringify(values));
  } catch { /* the browser's room is full: it still asks before the page is left */ }
}

/** A part of what is kept: a message to the server is short. */
export const kept = (place, from, length) => (sessionStorage.getItem(PREFIX + place) ?? "").slice(from, from + length);

export const drop = place => sessionStorage.removeItem(PREFIX + place);
