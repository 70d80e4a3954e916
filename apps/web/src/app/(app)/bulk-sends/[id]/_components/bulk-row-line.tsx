'use client';
import { clsx } from 'clsx';
import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  LoaderCircle,
  MailCheck,
  Send,
  XCircle,
} from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { BulkRow, BulkRowProblem } from '@/api/bulk';
import { Badge } from '@/ui/badge';
import { Cell } from '@/ui/table';

const looks = {
  invalid: { tone: 'red', icon: CircleAlert },
  waiting: { tone: 'neutral', icon: CircleDashed },
  creating: { tone: 'blue', icon: LoaderCircle },
  sent: { tone: 'blue', icon: Send },
  delivered: { tone: 'blue', icon: MailCheck },
  failed: { tone: 'red', icon: XCircle },
  completed: { tone: 'green', icon: CircleCheck },
  cancelled: { tone: 'neutral', icon: Ban },
} as const;

export function BulkRowLine({ row, columns }: { row: BulkRow; columns: readonly string[] }) {
  const t = useTranslations('bulk');
  const { tone, icon } = looks[row.state];
  const faulty = new Set(row.problems.filter((one) => one.severity !== 'warning').map((one) => one.column));
  return (
    <tr>
      <Cell className="tabular text-ink-faint">{row.rowNumber}</Cell>
      <Cell>
        <Badge tone={tone} icon={icon}>
          {t(`rowStates.${row.state}`)}
        </Badge>
        {/* Beneath, not in a column of its own: that one would be empty in most rows and out of sight on a phone. */}
        <Problems problems={row.problems} />
      </Cell>
      {columns.map((column) => (
        <Cell
          key={column}
          className={clsx(
            'max-w-64 truncate',
            faulty.has(column) && 'text-red underline decoration-dotted underline-offset-4',
          )}
        >
          {row.values[column] ?? ''}
        </Cell>
      ))}
      <Cell className="text-right">
        {row.envelopeId ? (
          <Link
            href={`/envelopes/${row.envelopeId}`}
            className="text-accent underline-offset-4 hover:underline"
          >
            {t('open')}
            <span className="sr-only">
              {' '}
              {t('row')} {row.rowNumber}
            </span>
          </Link>
        ) : null}
      </Cell>
    </tr>
  );
}

function Problems({ problems }: { problems: readonly BulkRowProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="mt-1 w-44 space-y-0.5 text-[0.8125rem] whitespace-normal sm:w-64">
      {problems.map((problem) => (
        <li
          key={`${problem.column}${problem.code}`}
          className={problem.severity === 'warning' ? 'text-amber' : 'text-red'}
        >
          {problem.sentence}
        </li>
      ))}
    </ul>
  );
}
