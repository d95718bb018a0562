// Painting working hours on the week's grid: by mouse, and by keys; a finger taps half hours. The server hears one stroke when it is done.
const cellAt = (grid, day, slot) => grid.querySelector(`[data-day="${day}"][data-slot="${slot}"]`);

export function start(grid, dotnet) {
  let stroke = null;
  let at = { day: 0, slot: 18 };
  let tapped = false;

  const isOpen = cell => cell.getAttribute("aria-selected") === "true";

  function preview() {
    grid.querySelectorAll(".is-painting, .is-wiping").forEach(cell => cell.classList.remove("is-painting", "is-wiping"));
    if (!stroke) return;
    const [from, to] = [Math.min(stroke.from, stroke.to), Math.max(stroke.from, stroke.to)];
    for (let slot = from; slot <= to; slot++) cellAt(grid, stroke.day, slot).classList.add(stroke.open ? "is-painting" : "is-wiping");
  }

  function end() {
    if (!stroke) return;
    const { day, from, to, open } = stroke;
    stroke = null;
    preview();
    dotnet.invokeMethodAsync("Paint", day, Math.min(from, to), Math.max(from, to), open);
  }

  function cancel() {
    stroke = null;
    preview();
  }

  function point(day, slot) {
    grid.querySelector("[data-at]")?.removeAttribute("data-at");
    at = { day, slot };
    const cell = cellAt(grid, day, slot);
    // Not a class: those are the server's.
    cell.dataset.at = "";
    grid.setAttribute("aria-activedescendant", cell.id);
    return cell;
  }

  grid.addEventListener("pointerdown", e => {
    const cell = e.target.closest("[data-slot]");
    // A finger that moves scrolls the page; what it taps is a click.
    tapped = e.pointerType === "touch";
    if (!cell || e.button !== 0 || tapped) return;
    e.preventDefault();
    grid.focus({ preventScroll: true });
    grid.setPointerCapture(e.pointerId);
    const [day, slot] = [+cell.dataset.day, +cell.dataset.slot];
    point(day, slot);
    stroke = { day, from: slot, to: slot, open: !isOpen(cell) };
    preview();
  });

  grid.addEventListener("pointermove", e => {
    if (!stroke || !grid.hasPointerCapture(e.pointerId)) return;
    // The column is that of the stroke: hours of one day, however the hand wavers.
    const first = cellAt(grid, stroke.day, 0).getBoundingClientRect();
    const slot = Math.floor((e.clientY - first.top) / first.height);
    const to = Math.max(0, Math.min(47, slot));
    if (to !== stroke.to) {
      stroke.to = to;
      preview();
    }
  });

  grid.addEventListener("click", e => {
    const cell = e.target.closest("[data-slot]");
    if (!cell || !tapped) return;
    point(+cell.dataset.day, +cell.dataset.slot);
    dotnet.invokeMethodAsync("Paint", at.day, at.slot, at.slot, !isOpen(cell));
  });

  grid.addEventListener("pointerup", end);
  grid.addEventListener("pointercancel", cancel);
  grid.addEventListener("focus", () => point(at.day, at.slot));
  grid.addEventListener("blur", end);
  grid.addEventListener("keyup", e => e.key === "Shift" && end());

  grid.addEventListener("keydown", e => {
    const moves = {
      ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0], Home: [0, -at.slot], End: [0, 47 - at.slot],
    };
    const move = moves[e.key];
    if (e.key === " " || e.key === "Enter") {
      e.preventDefault();
      const cell = cellAt(grid, at.day, at.slot);
      dotnet.invokeMethodAsync("Paint", at.day, at.slot, at.slot, !isOpen(cell));
    } else if (e.key === "Escape" && stroke) {
      e.stopPropagation();
      cancel();
    } else if (move) {
      e.preventDefault();
      const day = Math.max(0, Math.min(6, at.day + move[0]));
      const slot = Math.max(0, Math.min(47, at.slot + move[1]));
      if (e.shiftKey && move[1]) {
        // A stroke does what its first half hour needs: open a closed one, close an open one.
        stroke ??= { day: at.day, from: at.slot, to: at.slot, open: !isOpen(cellAt(grid, at.day, at.slot)) };
        stroke.to = slot;
        preview();
      } else {
        end();
      }
      point(day, slot).scrollIntoView({ block: "nearest" });
    }
  });

  // From here on a stroke is heard.
  grid.dataset.listening = "";
}
