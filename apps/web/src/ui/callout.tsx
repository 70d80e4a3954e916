import { clsx } from 'clsx';
import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const looks = {
  info: { icon: Info, box: 'bg-blue-soft border-blue-line', ink: 'text-blue' },
  good: { icon: CircleCheck, box: 'bg-green-soft border-green-line', ink: 'text-green' },
  warn: { icon: TriangleAlert, box: 'bg-amber-soft border-amber-line', ink: 'text-amber' },
  bad: { icon: OctagonAlert, box: 'bg-red-soft border-red-line', ink: 'text-red' },
};

/** A notice in the flow of the page. `live` announces it when it appears. */
export function Callout({
  tone,
  title,
  children,
  action,
  live = false,
}: {
  tone: keyof typeof looks;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  live?: boolean;
}) {
  const { icon: Icon, box, ink } = looks[tone];
  return (
    <div
      role={live ? 'alert' : undefined}
      className={clsx('flex flex-wrap gap-3 rounded-md border px-4 py-3', box)}
    >
      <Icon className={clsx('mt-0.5 size-4.5 shrink-0', ink)} aria-hidden="true" />
      <div className="min-w-0 flex-1 basis-48 text-sm">
        {title ? <p className={clsx('font-medium', ink)}>{title}</p> : null}
        {children ? <div className="text-ink [overflow-wrap:anywhere]">{children}</div> : null}
      </div>
      {action ? <div className="flex items-center gap-2">{action}</div> : null}
    </div>
  );
}
