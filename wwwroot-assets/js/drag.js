// Drag and drop on the board, in the browser: one call to .NET when a card is taken, one when it is dropped.
// The card itself stays where it is until the server moves it, so that a refused move has nothing to undo.
const boards = new WeakMap();

/** dotnet: Targets(cardId) → { column: { allowed, why } }, and Dropped(cardId, column). */
export function start(board, dotnet) {
  stop(board);
  const ends = new AbortController();
  const on = (type, handle) => board.addEventListener(type, handle, { signal: ends.signal });
  let card = null;
  let over = null;

  on("dragstart", async e => {
    card = e.target.closest(".lead-card");
    if (!card) return;
    const dragged = card;
    e.dataTransfer.effectAllowed = "move";
    e.dataTransfer.setData("text/plain", card.querySelector(".lead-name").textContent);
    // Not at once: a page that changes its layout inside dragstart ends the drag.
    setTimeout(() => {
      dragged.classList.add("is-dragged");
      board.classList.add("is-dragging");
    });
    const targets = await dotnet.invokeMethodAsync("Targets", Number(card.dataset.card));
    if (card === dragged) mark(targets);
  });

  function mark(targets) {
    const from = card.closest("[data-column]")?.dataset.column;
    for (const column of board.querySelectorAll("[data-column]")) {
      const target = targets[column.dataset.column];
      if (column.dataset.column === from) continue;
      column.dataset.drop = target?.allowed ? "yes" : "no";
      column.dataset.why = target?.why ?? "";
    }
  }

  on("dragover", e => {
    if (!card) return;
    const column = e.target.closest("[data-column]");
    if (column !== over) {
      over?.removeAttribute("data-over");
      over = column;
      over?.setAttribute("data-over", "");
    }
    if (column?.dataset.drop !== "yes") return;
    e.preventDefault();
    e.dataTransfer.dropEffect = "move";
  });

  on("drop", e => {
    const column = e.target.closest("[data-column]");
    if (!card || column?.dataset.drop !== "yes") return;
    e.preventDefault();
    const [id, to] = [Number(card.dataset.card), column.dataset.column];
    end();
    dotnet.invokeMethodAsync("Dropped", id, to);
  });

  function end() {
    if (!card) return;
    card.classList.remove("is-dragged");
    card = over = null;
    setTimeout(() => board.classList.remove("is-dragging"));
    for (const column of board.querySelectorAll("[data-column]"))
      for (const name of ["data-drop", "data-why", "data-over"]) column.removeAttribute(name);
  }

  on("dragend", end);
  // A card that somebody else moved meanwhile is gone and tells of no end; the next move of the mouse does.
  document.addEventListener("mousemove", end, { signal: ends.signal });
  boards.set(board, ends);
}

export function stop(board) {
  boards.get(board)?.abort();
}
