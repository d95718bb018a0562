// Fields in sentences: what is typed stays in this tab until it is saved or given up, whatever happens to the line.
const PREFIX = "typed:";

// From the first letter on, also when the field is typed in before the server has answered.
document.addEventListener("input", e => keep(e.target.closest?.("form[data-keep]")));

/** An open field: the focus goes to its first input, and Escape presses its cancel button. */
export function enter(form) {
  if (!form) return;
  const first = form.querySelector("input:not([type=hidden]), select, textarea");
  first?.focus();
  if (first?.type === "text") first.select();
  form.addEventListener("keydown", e => {
    if (e.key !== "Escape") return;
    e.preventDefault();
    e.stopPropagation();
    form.querySelector("[data-cancel]")?.click();
  });
}

/** A field that was drawn anew while somebody typed in it: with what they typed. */
export function enterAgain(form) {
  const values = JSON.parse(sessionStorage.getItem(PREFIX + form?.dataset.keep) ?? "{}");
  for (const input of form?.elements ?? []) {
    const [value, now] = [values[input.name], input.type === "checkbox" ? (input.checked ? "yes" : "") : input.value];
    if (value === undefined || value === now || input.type === "hidden") continue;
    if (input.type === "checkbox") input.checked = value === "yes";
    else input.value = value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  enter(form);
}

/** Keeps what stands in the field now. */
export function keep(form) {
  if (!form?.dataset.keep) return;
  const values = {};
  for (const input of form.elements)
    if (input.name) values[input.name] = input.type === "checkbox" ? (input.checked ? "yes" : "") : input.value;
  sessionStorage.setItem(PREFIX + form.dataset.keep, JSON.stringify(values));
}

export const drop = key => sessionStorage.removeItem(PREFIX + key);

/** What was typed and neither saved nor given up, by field. */
export function kept(place) {
  const found = {};
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(PREFIX + place)) found[key.slice((PREFIX + place).length)] = JSON.parse(sessionStorage.getItem(key));
  return found;
}

/** Ctrl+Z and Ctrl+Y outside of inputs; Alt with an arrow moves the sentence that has the focus. */
export function shortcuts(page, desk) {
  page.addEventListener("keydown", e => {
    if (e.target.closest?.("input, textarea, select")) return;
    const key = e.key.toLowerCase();
    const back = (e.ctrlKey || e.metaKey) && !e.altKey && (key === "z" || key === "y");
    const sentence = e.altKey && (e.key === "ArrowUp" || e.key === "ArrowDown") && e.target.closest("[data-movable]");
    if (!back && !sentence) return;
    e.preventDefault();
    if (sentence) desk.invokeMethodAsync("Move", sentence.dataset.movable, e.key === "ArrowUp" ? -1 : 1, e.target.id);
    else desk.invokeMethodAsync(key === "y" || e.shiftKey ? "Redo" : "Undo");
  });
}

/** The focus, to an element or to the first button in it. */
export function focus(id) {
  const at = document.getElementById(id);
  (at?.matches("button, select") ? at : at?.querySelector("button"))?.focus();
}
