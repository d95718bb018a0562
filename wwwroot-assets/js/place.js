/** Where a menu opened by this element belongs, pressed by mouse or key: its lower left corner in the window. */
export function below(id) {
  const box = document.getElementById(id)?.getBoundingClientRect();
  return box ? { x: box.left, y: box.bottom } : { x: 0, y: 0 };
}

/** The viewer's time zone, by its IANA name. */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
