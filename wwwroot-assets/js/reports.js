/** Gives the viewer a file that the page has made. */
export async function save(name, type, stream) {
  const blob = new Blob([await stream.arrayBuffer()], { type });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export const print = () => window.print();

/** Brings the report's own place in the menu into sight. */
export const reach = () => document.querySelector(".report-menu [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
