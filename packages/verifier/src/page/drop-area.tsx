import { type DragEvent, useId, useRef, useState } from 'react';
import { Mark } from './icons.js';
import { words } from './words.js';

interface DropAreaProps {
  /** Files are there already: the area makes room for what was found. */
  readonly isSmall: boolean;
  readonly onFiles: (files: File[]) => void;
  readonly onClear: () => void;
}

/** Files by drop or by button; the button is the way without a pointer. */
export function DropArea({ isSmall, onFiles, onClear }: DropAreaProps) {
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const [over, setOver] = useState(false);
  const allow = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <section
      className={`vf-drop${over ? ' vf-drop-over' : ''}${isSmall ? ' vf-drop-small' : ''}`}
      aria-label={words.files}
      onDragOver={allow}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {isSmall ? null : <Mark className="vf-mark" />}
      <div className="vf-drop-words">
        <p className="vf-drop-title">{isSmall ? words.dropAgain : words.drop}</p>
        {isSmall ? null : (
          <p className="vf-soft" id={hintId}>
            {words.dropMore}
          </p>
        )}
      </div>
      <button
        type="button"
        className={isSmall ? 'vf-button' : 'vf-button vf-primary'}
        aria-describedby={isSmall ? undefined : hintId}
        onClick={() => input.current?.click()}
      >
        {isSmall ? words.chooseMore : words.choose}
      </button>
      {isSmall ? (
        <button type="button" className="vf-link" onClick={onClear}>
          {words.startOver}
        </button>
      ) : null}
      <input
        ref={input}
        className="vf-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was removed.
          event.target.value = '';
        }}
      />
    </section>
  );
}
