'use client';
import { clsx } from 'clsx';
import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Button } from './button';

/** Takes files by drag, click or keyboard. The button is the control; the frame only helps the pointer. */
export function DropZone(props: {
  accept: string;
  button: string;
  over: string;
  disabled?: boolean;
  /** One file only; several by default. */
  isSingle?: boolean;
  /** Small, where it is no longer the first thing to do. */
  isQuiet?: boolean;
  onFiles: (files: readonly File[]) => void;
  children: ReactNode;
}) {
  const [hovering, setHovering] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const take = (files: FileList | null) => {
    if (files && files.length > 0 && !props.disabled) props.onFiles([...files]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setHovering(false);
    take(event.dataTransfer.files);
  };
  return (
    <fieldset
      aria-labelledby={id}
      onDragOver={(event) => {
        event.preventDefault();
        setHovering(true);
      }}
      onDragLeave={() => setHovering(false)}
      onDrop={drop}
      className={clsx(
        'flex flex-col items-center gap-4 rounded-lg border-2 border-dashed px-6 text-center transition-colors',
        props.isQuiet ? 'py-5' : 'py-14',
        hovering ? 'border-accent bg-accent-soft' : 'border-line-strong/60 bg-sheet',
      )}
    >
      <div id={id} className={clsx(props.isQuiet && !hovering && 'sr-only')}>
        {hovering ? <p className="font-medium">{props.over}</p> : props.children}
      </div>
      <input
        ref={input}
        type="file"
        multiple={!props.isSingle}
        accept={props.accept}
        tabIndex={-1}
        aria-hidden="true"
        className="hidden"
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      <Button
        kind={props.isQuiet ? 'secondary' : 'primary'}
        size={props.isQuiet ? 'md' : 'lg'}
        disabled={props.disabled}
        onClick={() => input.current?.click()}
      >
        {props.button}
      </Button>
    </fieldset>
  );
}
