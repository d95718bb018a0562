// Browser push: what this browser can, and its subscription.

const worker = "push-worker.js";

/** Whether this browser can be told, and where it is reached already. */
export async function here() {
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return { can: false };
  const known = await navigator.serviceWorker.getRegistration(worker);
  const subscribed = await known?.pushManager.getSubscription();
  return { can: true, endpoint: subscribed?.endpoint ?? null };
}

/** A press on the button subscribes this browser, and tells the page. */
export function arm(button, key, page) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      if ((await Notification.requestPermission()) !== "granted") {
        await page.invokeMethodAsync("Failed", true);
        return;
      }
      const subscribed = await subscribe(key);
      await page.invokeMethodAsync("Added", JSON.stringify(subscribed), subscribed.endpoint, name());
    } catch {
      await page.invokeMethodAsync("Failed", false);
    } finally {
      button.disabled = false;
    }
  });
}

/** This browser is told nothing more. */
export async function leave() {
  const known = await navigator.serviceWorker.getRegistration(worker);
  await (await known?.pushManager.getSubscription())?.unsubscribe();
  await known?.unregister();
}

async function subscribe(key) {
  await navigator.serviceWorker.register(worker);
  const { pushManager } = await navigator.serviceWorker.ready;
  const wanted = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await pushManager.subscribe(wanted);
  } catch (error) {
    // It is subscribed by the key of another installation at this address.
    const other = await pushManager.getSubscription();
    if (!other) throw error;
    await other.unsubscribe();
    return pushManager.subscribe(wanted);
  }
}

// What somebody knows it by among their browsers; nothing depends on it.
function name() {
  const agent = navigator.userAgent;
  const find = (names) => names.find(([mark]) => agent.includes(mark))?.[1];
  const browser = find([["Edg", "Edge"], ["OPR", "Opera"], ["Firefox", "Firefox"], ["Chrom", "Chrome"], ["Safari", "Safari"]]);
  const system = find([
    ["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac", "macOS"], ["Linux", "Linux"],
  ]);
  return [browser, system].filter(Boolean).join(", ");
}
