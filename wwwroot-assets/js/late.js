// How late an open breach is, ticking: the server says how late it was at one instant, the open time since is added here.
//   [data-late] milliseconds at [data-late-at], by the calendar [data-late-cal]; without one it is held and stands still
import { fill, openTime, setCalendars } from "./time.js";

let timer = 0;
let offset = 0;
let words = {};

export function start(texts, calendars, now) {
  setCalendars(calendars);
  [words, offset] = [texts, now - Date.now()];
  clearInterval(timer);
  timer = setInterval(tick, 15_000);
  tick();
}

export const stop = () => clearInterval(timer);

/** 45 s, 12 min, 3 h 4 min, 104 h: as the server writes a length. */
function length(seconds) {
  if (seconds < 60) return fill(words.seconds, seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return fill(words.minutes, minutes);
  const hours = Math.floor(minutes / 60);
  return minutes % 60 && hours < 100 ? fill(words.hoursMinutes, hours, minutes % 60) : fill(words.hours, hours);
}

function tick() {
  if (document.hidden) return;
  for (const e of document.querySelectorAll("[data-late]")) {
    const { late, lateAt, lateCal } = e.dataset;
    const ms = Number(late) + (lateCal ? openTime(lateCal, Number(lateAt), Date.now() + offset) : 0);
    const said = ms < 1000 ? words.nothing : fill(words.counting, length(Math.floor(ms / 1000)).replaceAll(" ", "\u00a0"));
    if (e.textContent !== said) e.textContent = said;
  }
}
