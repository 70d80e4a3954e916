import type { SignatureValue } from '@/api/signing';
import { fittedLetters } from './fitted-letters';
import { strokesPath } from './strokes';

/**
 * A signature as it will look in the document: typed in the hand face, a long name in smaller letters, or the drawn strokes.
 *
 * @param widthCqw of the field, in hundredths of the page's width.
 */
export function SignatureInk({ value, widthCqw }: { value: SignatureValue; widthCqw: number }) {
  if (value.kind === 'typed') {
    return (
      <span
        dir="auto"
        className="max-w-full truncate px-[0.2em] font-hand leading-none text-[#14213a]"
        style={{
          fontSize: `min(calc(var(--letters) * 1.3), ${fittedLetters(value.text, widthCqw).toFixed(2)}cqw)`,
        }}
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
