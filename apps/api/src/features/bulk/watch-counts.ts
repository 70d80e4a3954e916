const lookEveryMs = 1_000;

/** Shows `first` and then each view that differs from the one before. @returns how to stop. */
export function watchCounts<View>(
  first: View,
  current: () => Promise<View>,
  show: (view: View) => void,
): () => void {
  let shown = '';
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const look = (view: View) => {
    const text = JSON.stringify(view);
    if (text !== shown) show(view);
    shown = text;
  };
  const next = () => {
    if (stopped) return;
    timer = setTimeout(() => void current().then(look, ignore).finally(next), lookEveryMs);
  };
  // A database that is away for a moment: the page keeps what it shows, and the next second asks again.
  const ignore = () => {};
  look(first);
  next();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
