// Instants, spans and open time as texts. No page, no timer: countdown.js has those.
let calendars = {};
let words = { minutes: "{0}m", hours: "{0}h", hoursMinutes: "{0}h {1}m", seconds: "{0}s" };
let locale = "en";

/** Open intervals by calendar id: { office: [[startMs, endMs], …] }, ascending. */
export function setCalendars(map) {
  calendars = map;
}

export function setWords(map, lang) {
  words = map;
  // The viewer's own kind of the page's language: en-GB writes 18 Dec, en-US Dec 18.
  locale = navigator.languages.find(own => own.split("-")[0] === lang) ?? lang;
}

export const fill = (text, ...args) => text.replace(/\{(\d)\}/g, (_, i) => args[i]);

/** The open interval at an instant, else the next one; undefined beyond what is known. */
export function openingAt(cal, at) {
  return calendars[cal]?.find(([, end]) => end > at);
}

/** Milliseconds of open time; of plain time where the calendar's intervals do not reach. */
export function openTime(cal, from, to) {
  const intervals = calendars[cal];
  if (!intervals?.length || from < intervals[0][0] || to > intervals.at(-1)[1]) return Math.max(0, to - from);
  let sum = 0;
  for (const [start, end] of intervals) {
    if (start >= to) break;
    if (end > from) sum += Math.min(end, to) - Math.max(start, from);
  }
  return sum;
}

/** Breaks between words, never inside a figure. */
const whole = text => text.replaceAll(" ", "\u00a0");

/** 45s, 12m, 3h 40m. */
export const span = ms => whole(spanText(ms));

function spanText(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return fill(words.seconds, seconds);
  if (minutes < 60) return fill(words.minutes, minutes);
  const rest = minutes % 60;
  return rest ? fill(words.hoursMinutes, Math.floor(minutes / 60), String(rest).padStart(2, "0")) : fill(words.hours, minutes / 60);
}

/** 14:00 today, "Tue 14:00" within the week, else "2 Dec 14:00": in the viewer's zone. */
export function moment(at, now) {
  const hour = format(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (sameDay(at, now)) return hour;
  const soon = Math.abs(at - now) < 6 * 86_400_000;
  const day = format(at, soon ? { weekday: "short" } : { day: "numeric", month: "short" });
  return whole(`${day} ${hour}`);
}

/** A day without its hour: "Tue 2 Dec". */
export const day = at => format(at, { weekday: "short", day: "numeric", month: "short" });

export const sameDay = (a, b) => new Date(a).toDateString() === new Date(b).toDateString();

const formats = new Map();
function format(at, options) {
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, options));
  return formats.get(key).format(at);
}
