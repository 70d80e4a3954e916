'use client';
import { useEffect, useRef, useState } from 'react';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/** While files are dragged over the window, the whole of it takes them. The buttons do the same without a pointer. */
export function DropAnywhere({
  words,
  onFiles,
}: {
  words: string;
  onFiles: (files: readonly File[]) => void;
}) {
  const [hovering, setHovering] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    const show = (isOver: boolean) => {
      if (!isOver) depth.current = 0;
      setHovering(isOver);
    };
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth.current += 1;
      show(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth.current -= 1;
      if (depth.current <= 0) show(false);
    };
    const over = (event: DragEvent) => {
      // Without this the browser opens the file and the page is gone.
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      show(false);
      if (!carriesFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const acts = { dragenter: enter, dragleave: leave, dragover: over, drop };
    for (const [name, act] of Object.entries(acts)) window.addEventListener(name, act as EventListener);
    return () => {
      for (const [name, act] of Object.entries(acts)) window.removeEventListener(name, act as EventListener);
    };
  }, [onFiles]);
  if (!hovering) return null;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none fixed inset-2 z-50 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-paper/90"
    >
      <p className="font-serif text-2xl font-semibold">{words}</p>
    </div>
  );
}
