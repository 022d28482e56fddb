// A sentence that moved: a thread from where it stands in Korean, past the pairs between, to where it stands in
// English. Each row holds its own piece, so that rows of any height, hidden ones too, leave no gap.
const drawThreads = (sheet) => {
  all(".thread", sheet.body).forEach((thread) => thread.remove());
  for (const finding of sheet.findings) {
    if (finding.kind !== "moved" || finding.stale || !finding.left.length || !finding.right.length) continue;
    const start = sheet.bead.left[finding.left[0]];
    const end = sheet.bead.right[finding.right[0]];
    const shapes = [start, end].map((row) => sheet.rows[row]?.classList);
    if (!shapes[0]?.contains("left-only") || !shapes[1]?.contains("right-only")) continue;
    const way = start < end ? "down" : "up";
    for (let row = Math.min(start, end); row <= Math.max(start, end); row += 1) {
      const thread = document.createElement("span");
      thread.className = `thread ${way} ${row === start ? "leaves" : row === end ? "arrives" : "passes"}`;
      thread.setAttribute("aria-hidden", "true");
      sheet.rows[row].append(thread);
    }
  }
};
