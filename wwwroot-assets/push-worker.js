// Shows what the hub sends to this browser, and opens what it is about. It does nothing else: it keeps nothing and sees no page.

self.addEventListener("push", (event) => {
  const said = event.data?.json();
  if (!said) return;
  const options = { body: said.body, tag: said.tag, lang: said.lang, data: { url: said.url, stop: said.stop?.url } };
  if (said.stop) options.actions = [{ action: "stop", title: said.stop.text }];
  event.waitUntil(self.registration.showNotification(said.title, options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url, stop } = event.notification.data ?? {};
  const target = event.action === "stop" ? stop : url;
  if (target) event.waitUntil(open(target));
});

// A page that shows it already comes to the front.
async function open(url) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find((page) => page.url === url);
  return there ? there.focus() : self.clients.openWindow(url);
}
