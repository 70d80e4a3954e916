import { useCallback, useEffect, useState } from 'react';

const keyOf = (about: string) => `sealwright-found-${about}`;

/** Whether somebody decided about something in this browser already; kept over a reload where the browser allows it. */
export function useHandled(about: string): readonly [boolean, (handled: boolean) => void] {
  const [handled, setHandled] = useState(false);
  useEffect(() => setHandled(read(about)), [about]);
  const set = useCallback(
    (value: boolean) => {
      setHandled(value);
      write(about, value);
    },
    [about],
  );
  return [handled, set];
}

function read(about: string): boolean {
  try {
    return localStorage.getItem(keyOf(about)) !== null;
  } catch {
    return false;
  }
}

function write(about: string, value: boolean): void {
  try {
    if (value) localStorage.setItem(keyOf(about), '1');
    else localStorage.removeItem(keyOf(about));
  } catch {
    // Private windows may refuse storage; then the question comes again after a reload.
  }
}
