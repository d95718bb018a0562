// The live light, and coming back by itself: after sleep, a lost line or a restart of the server, without a click.

// The server pings an idle circuit every 15 s; silence beyond this means that the picture may be old.
const QUIET = 22_000;
let heard = Date.now();
let down = false;
let socket = null;
let reloading = false;

/** A WebSocket that remembers when the server was last heard: the only honest proof of being live. */
class HeardSocket extends WebSocket {
  constructor(...args) {
    super(...args);
    socket = this;
    this.addEventListener("message", () => {
      heard = Date.now();
      if (!down) show();
    });
  }
}

export function start() {
  const dialog = document.getElementById("components-reconnect-modal");
  dialog.addEventListener("cancel", e => e.preventDefault());
  dialog.addEventListener("components-reconnect-state-changed", e => changed(dialog, e.detail.state));
  addEventListener("offline", () => show());
  addEventListener("online", () => show());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && tick());
  setInterval(tick, 1000);
  Blazor.start({
    circuit: {
      configureSignalR: builder => builder.withUrl("_blazor", { WebSocket: HeardSocket }),
      // For ever: soon at first, then calmly.
      reconnectionOptions: { maxRetries: 1e9, retryIntervalMilliseconds: n => (n < 10 ? 500 : n < 30 ? 1000 : 3000) },
    },
  });
}

/** live, reconnecting; on a page without a circuit: null. */
export function state() {
  if (!socket) return null;
  return down || !navigator.onLine || Date.now() - heard > QUIET ? "reconnecting" : "live";
}

function changed(dialog, to) {
  if (to === "hide") {
    down = false;
    heard = Date.now();
    dialog.close();
  } else if (to === "rejected" || to === "failed" || to === "resume-failed") {
    reload();
  } else if (to === "paused") {
    resume();
  } else {
    down = true;
    dialog.firstElementChild.textContent = dialog.dataset.text;
    if (!dialog.open) dialog.showModal();
  }
  show();
}

async function resume() {
  if (!(await Blazor.resumeCircuit().catch(() => false))) reload();
}

/** The circuit is gone. Waits until the server answers, so as not to end on the browser's error page. */
async function reload() {
  if (reloading) return;
  reloading = down = true;
  show();
  for (;;) {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.status < 500) return location.reload();
    } catch { /* not there yet */ }
    await new Promise(done => setTimeout(done, 1000));
  }
}

function tick() {
  // The line died in silence (sleep, another network): closing it makes SignalR reconnect now, not in half a minute.
  if (socket?.readyState === WebSocket.OPEN && Date.now() - heard > QUIET + 5000) {
    heard = Math.max(heard, Date.now() - QUIET - 1);
    socket.close();
  }
  if (state() === "reconnecting") show();
}

function show() {
  const light = document.getElementById("live-light");
  const now = state();
  if (!light || !now) return;
  const [word, age] = light.children;
  if (light.dataset.state !== now) {
    light.dataset.state = now;
    word.textContent = now === "live" ? light.dataset.live : light.dataset.reconnecting;
  }
  const seconds = Math.round((Date.now() - heard) / 1000);
  age.textContent = now === "live" ? "" : light.dataset.age.replace("{0}", ago(seconds));
}

function ago(seconds) {
  const [unit, n] = seconds < 60 ? ["second", seconds] : seconds < 3600 ? ["minute", seconds / 60] : ["hour", seconds / 3600];
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "narrow" }).format(Math.floor(n));
}
