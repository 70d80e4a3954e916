const EVERY_MS = 200;

/** One line that is written over again, on a terminal only: a log file or a pipe gets nothing. */
export function progressLine(terminal: NodeJS.WriteStream): {
  show(done: number, total: number): void;
  clear(): void;
} {
  const startedAtMs = performance.now();
  let shownAtMs = 0;
  let startedAt: number | null = null;
  return {
    show: (done, total) => {
      startedAt ??= done;
      const nowMs = performance.now();
      if (!terminal.isTTY || nowMs - shownAtMs < EVERY_MS) return;
      shownAtMs = nowMs;
      const perSecond = ((done - startedAt) * 1_000) / (nowMs - startedAtMs);
      const leftS = perSecond > 0 ? Math.round((total - done) / perSecond) : null;
      const share = total === 0 ? 100 : Math.floor((done * 100) / total);
      const left = leftS === null ? '' : `, ${leftS} s left`;
      terminal.write(`\r\u001b[K${done} of ${total} entries (${share} %)${left}`);
    },
    clear: () => {
      if (terminal.isTTY && shownAtMs > 0) terminal.write('\r\u001b[K');
    },
  };
}
