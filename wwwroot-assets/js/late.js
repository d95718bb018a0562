// How late an open breach is, ticking: the server says how late it was at one instant, the open time since is added here.
//   [data-late] milliseconds at [data-late-at], by the calendar [data-late-cal]; without one it is held and stands still
import { fill, openTime, setCalendars, setWords, span } from "./time.js";

let timer = 0;
let offset = 0;
let text = "{0}";

export function start(texts, lang, sentence, calendars, now) {
  setWords(texts, lang);
  setCalendars(calendars);
  [text, offset] = [sentence, now - Date.now()];
  clearInterval(timer);
  timer = setInterval(tick, 15_000);
  tick();
}

export const stop = () => clearInterval(timer);

function tick() {
  if (document.hidden) return;
  for (const e of document.querySelectorAll("[data-late]")) {
    const { late, lateAt, lateCal } = e.dataset;
    const said = fill(text, span(Number(late) + (lateCal ? openTime(lateCal, Number(lateAt), Date.now() + offset) : 0)));
    if (e.textContent !== said) e.textContent = said;
  }
}
