'use client';
import {
  CircleCheck,
  CloudOff,
  Copy,
  FileText,
  Hourglass,
  OctagonAlert,
  Pause,
  Play,
  RotateCw,
  X,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { ProgressBar } from '@/ui/progress';
import type { UploadQueue } from './upload-queue';
import { isOnTheWay, isPausable, type UploadRow } from './upload-row';
import { useUploadWords } from './use-upload-words';

interface Line {
  readonly row: UploadRow;
  readonly queue: UploadQueue;
}

/** Name, size, how far, and the acts that make sense now. */
export function UploadLine({ row, original, queue }: Line & { original: string | null }) {
  const words = useUploadWords(row, original);
  const isMoving = isOnTheWay(row) || row.state === 'paused';
  return (
    <li className="px-4 py-3">
      <div className="flex items-start gap-3">
        <StateIcon state={row.state} />
        <div className="min-w-0 flex-1">
          <p className="font-medium [overflow-wrap:anywhere]">{row.name}</p>
          <p className="text-[0.8125rem] text-ink-faint tabular" aria-live="off">
            {words.progress} {words.cause}
          </p>
        </div>
        <LineActs row={row} queue={queue} />
      </div>
      {isMoving ? (
        <div className={row.state === 'checking' ? 'breathe mt-2 pl-8' : 'mt-2 pl-8'}>
          <ProgressBar done={words.percent} total={100} label={words.label} />
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {words.spoken}
      </p>
      {words.trouble ? (
        <p className="mt-1 pl-8 text-sm text-red [overflow-wrap:anywhere]">
          {words.trouble}{' '}
          <span className="inline-block font-mono text-xs text-ink-soft">{row.problem?.code}</span>
        </p>
      ) : null}
      {row.state === 'duplicate' ? (
        <DuplicateQuestion row={row} queue={queue} text={words.duplicate} />
      ) : null}
    </li>
  );
}

function DuplicateQuestion({ row, queue, text }: Line & { text: string }) {
  const t = useTranslations('uploads');
  return (
    <div className="mt-1 flex flex-wrap items-center gap-2 pl-8 text-sm">
      <p className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">{text}</p>
      <Button size="sm" onClick={() => queue.keepDuplicate(row.id)}>
        {t('addAgain')}
      </Button>
      <Button size="sm" onClick={() => queue.cancel(row.id)}>
        {t('skip')}
      </Button>
    </div>
  );
}

const icons = {
  done: [CircleCheck, 'text-green'],
  refused: [OctagonAlert, 'text-red'],
  failed: [OctagonAlert, 'text-red'],
  offline: [CloudOff, 'text-amber'],
  unreachable: [CloudOff, 'text-amber'],
  busy: [Hourglass, 'text-amber'],
  duplicate: [Copy, 'text-amber'],
} as const;

function StateIcon({ state }: { state: UploadRow['state'] }) {
  const [Icon, ink] = state in icons ? icons[state as keyof typeof icons] : [FileText, 'text-ink-faint'];
  return <Icon className={`mt-0.5 size-5 shrink-0 ${ink}`} aria-hidden="true" />;
}

function LineActs({ row, queue }: Line) {
  const t = useTranslations('uploads');
  const { id, name, state } = row;
  return (
    <div className="-my-1 flex shrink-0 items-center">
      {row.retryAtMs === null ? null : (
        <IconButton label={t('tryNow', { name })} Icon={RotateCw} onPress={() => queue.resume(id)} />
      )}
      {isPausable(row) ? (
        <IconButton label={t('pause', { name })} Icon={Pause} onPress={() => queue.pause(id)} />
      ) : null}
      {state === 'paused' ? (
        <IconButton label={t('resume', { name })} Icon={Play} onPress={() => queue.resume(id)} />
      ) : null}
      {state === 'failed' ? (
        <IconButton label={t('retry', { name })} Icon={RotateCw} onPress={() => queue.resume(id)} />
      ) : null}
      {state === 'duplicate' ? null : (
        <IconButton
          label={state === 'refused' || state === 'done' ? t('remove', { name }) : t('cancel', { name })}
          Icon={X}
          onPress={() => queue.cancel(id)}
        />
      )}
    </div>
  );
}

function IconButton({ label, Icon, onPress }: { label: string; Icon: typeof X; onPress: () => void }) {
  return (
    <Button kind="quiet" size="icon" aria-label={label} title={label} onClick={onPress}>
      <Icon aria-hidden="true" />
    </Button>
  );
}
