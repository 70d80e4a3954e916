/** How one recipient is told from the next: colour and pattern, never colour alone. */
export interface RecipientLook {
  readonly ink: string;
  readonly plain: string;
  /** CSS background: tint with the recipient's pattern over it. */
  readonly fill: string;
}

const hues = [
  { ink: '#1d4f91', tint: '#e2ecf9' },
  { ink: '#8a3d0c', tint: '#fbe9db' },
  { ink: '#5b3a94', tint: '#ece5f8' },
  { ink: '#17643f', tint: '#dff1e6' },
  { ink: '#99274f', tint: '#fae3ea' },
  { ink: '#5c5410', tint: '#f3efd0' },
] as const;

const patterns: readonly ((line: string) => string)[] = [
  (line) => `repeating-linear-gradient(45deg, ${line} 0 1px, transparent 1px 6px)`,
  (line) => `radial-gradient(${line} 1px, transparent 1.4px) 0 0 / 6px 6px`,
  (line) => `repeating-linear-gradient(0deg, ${line} 0 1px, transparent 1px 5px)`,
  (line) => `repeating-linear-gradient(-45deg, ${line} 0 1px, transparent 1px 6px)`,
  (line) => `repeating-linear-gradient(90deg, ${line} 0 1px, transparent 1px 5px)`,
];

/** Stable for a position in the envelope; repeats a colour only with another pattern. */
export function recipientLook(index: number): RecipientLook {
  const hue = hues[index % hues.length] ?? hues[0];
  const pattern = patterns[(index + Math.floor(index / hues.length)) % patterns.length];
  const line = `${hue.ink}40`;
  return { ink: hue.ink, plain: hue.tint, fill: `${pattern ? `${pattern(line)}, ` : ''}${hue.tint}` };
}

/** Two letters at most, by grapheme, so names outside Latin keep a whole character. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return (
    chosen
      .map((word) => firstGrapheme(word ?? ''))
      .join('')
      .toLocaleUpperCase() || '·'
  );
}

function firstGrapheme(word: string): string {
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
  for (const { segment } of segments) return segment;
  return '';
}
