import type { SignatureValue } from '@/api/signing';
import { strokesPath } from './strokes';

/** A signature as it will look in the document: typed in the hand face, or the drawn strokes. */
export function SignatureInk({ value }: { value: SignatureValue }) {
  if (value.kind === 'typed') {
    return (
      <span
        dir="auto"
        className="max-w-full truncate px-[0.2em] font-hand text-[length:calc(var(--letters)*1.3)] leading-none text-[#14213a]"
      >
        {value.text}
      </span>
    );
  }
  return (
    <svg viewBox={`0 0 ${value.aspect} 1`} className="size-full" aria-hidden="true">
      <path
        d={strokesPath(value.strokes, value.aspect)}
        fill="none"
        stroke="#14213a"
        strokeWidth="0.03"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
