import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'blue' | 'green' | 'amber' | 'red';

const tones: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-soft border-line',
  blue: 'bg-blue-soft text-blue border-blue-line',
  green: 'bg-green-soft text-green border-green-line',
  amber: 'bg-amber-soft text-amber border-amber-line',
  red: 'bg-red-soft text-red border-red-line',
};

/** A state: always an icon and a word, never colour alone. */
export function Badge({ tone, icon: Icon, children }: { tone: Tone; icon: LucideIcon; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 rounded-sm border px-1.5 py-0.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden="true" />
      {children}
    </span>
  );
}
