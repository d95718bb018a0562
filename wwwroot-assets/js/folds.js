// Which quiet columns are folded, remembered in this browser.
const KEY = "hub-folds";

/** { column: bool }, as far as the viewer chose. */
export const read = () => JSON.parse(localStorage.getItem(KEY) ?? "{}");

export function write(column, folded) {
  localStorage.setItem(KEY, JSON.stringify({ ...read(), [column]: folded }));
}
