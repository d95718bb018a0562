// What the board has in the browser, begun and ended in one call each: its clocks, its drag and drop, its folded columns.
import * as countdown from "./countdown.js";
import * as drag from "./drag.js";
import * as folds from "./folds.js";

export const { setCalendars } = countdown;
export const fold = folds.write;

/** Returns which columns the viewer folded: { column: bool }. */
export function start(board, dotnet, serverNow, calendars, texts, lang) {
  countdown.setServerNow(serverNow);
  setCalendars(calendars);
  countdown.start(texts, lang);
  drag.start(board, dotnet);
  return folds.read();
}

export const { stop } = countdown;
