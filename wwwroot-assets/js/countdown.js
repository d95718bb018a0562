// Ticks every time that a page shows, in the browser: one timer, no word to the server.
//   .lead-card > .lead-clock[data-state|promise-label|start|due|risk|cal|steady|steady-moment|paused-until]   and its .lead-bar
//   [data-until] counts down to an instant    [data-moment] and [data-day] say when
import { day, fill, moment, openingAt, openTime, sameDay, setCalendars, setWords, span } from "./time.js";

export { setCalendars };

const HOUR = 3_600_000;
let strings = null;
let offset = 0;
let timer = 0;
let watcher = null;

/** The server's clock, so that a wrong one here does not matter. */
export function setServerNow(ms) {
  offset = ms - Date.now();
}

/** Begins to tick what is on the page, now and later. texts: see ClockTexts.cs. */
export function start(texts, lang) {
  strings = texts;
  setWords(texts, lang);
  watcher?.disconnect();
  // Blazor adds cards and changes what they say. Our own changes are text, style and class: not watched.
  watcher = new MutationObserver(() => schedule(0));
  watcher.observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: [
      "data-state", "data-due", "data-risk", "data-start", "data-steady", "data-steady-moment", "data-until", "data-moment", "data-day",
    ],
  });
  schedule(0);
}

export function stop() {
  watcher?.disconnect();
  watcher = null;
  clearTimeout(timer);
}

document.addEventListener("visibilitychange", () => watcher && schedule(0));

let due = Infinity;
function schedule(ms) {
  const at = performance.now() + ms;
  if (at >= due) return;
  due = at;
  clearTimeout(timer);
  timer = setTimeout(tick, ms);
}

function tick() {
  due = Infinity;
  const now = Date.now() + offset;
  let next = Infinity;
  for (const card of document.querySelectorAll(".lead-card")) next = Math.min(next, show(card, now));
  for (const e of document.querySelectorAll("[data-until]")) {
    const left = Number(e.dataset.until) - now;
    write(e, sameDay(now + left, now) ? span(left) : moment(now + left, now));
    next = Math.min(next, left);
  }
  for (const e of document.querySelectorAll("[data-moment]")) write(e, moment(Number(e.dataset.moment), now));
  for (const e of document.querySelectorAll("[data-day]")) write(e, day(Number(e.dataset.day)));
  if (watcher) {
    watcher.takeRecords();
    schedule(next < HOUR && !document.hidden ? 1000 - (now % 1000) : Math.min(15_000, Math.max(next, 1000)));
  }
}

/** Writes one card; returns how long until its looks change. */
function show(card, now) {
  const clock = card.querySelector(".lead-clock");
  const data = clock?.dataset ?? {};
  const at = { start: Number(data.start), due: Number(data.due), risk: Number(data.risk || data.due) };
  const running = data.due && data.state !== "paused";
  const late = running && (data.state === "breached" || now >= at.due);
  const risk = running && !late && now >= at.risk;
  card.classList.toggle("is-late", !!late);
  card.classList.toggle("is-risk", !!risk);
  if (!data.due) return Infinity;
  const text = running
    ? clockText(data, at, now, late, risk)
    : fill(strings.paused, data.pausedUntil ? moment(Number(data.pausedUntil), now) : "");
  write(clock, text);
  const used = late ? 1 : openTime(data.cal, at.start, now) / Math.max(1, openTime(data.cal, at.start, at.due));
  card.querySelector(".lead-bar")?.style.setProperty("--used", running ? Math.min(1, used).toFixed(3) : 0);
  return !running || late ? Infinity : now < at.risk ? at.risk - now : at.due - now;
}

function clockText(data, at, now, late, risk) {
  if (late) return fill(strings.late, data.promiseLabel, span(openTime(data.cal, at.due, now)));
  if (data.steadyMoment && !risk) return moment(Number(data.steadyMoment), now);
  if (data.steady && !risk) return data.steady;
  const open = openingAt(data.cal, now);
  if (open && open[0] > now) return fill(strings.opens, moment(open[0], now));
  return fill(strings.due, data.promiseLabel, sameDay(at.due, now) ? span(at.due - now) : moment(at.due, now));
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
