'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getLogStatus, type LogAlarms, type LogStatus } from '@/api/audit-log';
import { browserCall } from '@/api/browser';
import { toProblem } from '@/api/problem';
import { ErrorState } from '@/ui/error-state';
import { AlarmList } from './alarm-list';
import { CheckpointPanel } from './checkpoint-panel';
import { HeldMailsPanel } from './held-mails-panel';
import { KeyPanel } from './key-panel';
import { LogStory } from './log-story';
import { MonitorPanel } from './monitor-panel';
import { OutletPanel } from './outlet-panel';

const refreshMs = 5_000;

/** The log as administrators see it; refreshes by itself. */
export function AuditLogDesk({ initial }: { initial: LogStatus }) {
  const client = useQueryClient();
  const status = useQuery({
    queryKey: ['log-status'],
    queryFn: () => getLogStatus(browserCall),
    initialData: initial,
    refetchInterval: refreshMs,
  });
  const { alarms, beginnings, checkpoint, origin, pending, keys, outlets, requiredWitnesses, monitor, runs } =
    status.data;
  const keepAlarms = (next: LogAlarms) =>
    client.setQueryData<LogStatus>(['log-status'], (now) => (now ? { ...now, alarms: next } : now));
  return (
    <div className="space-y-5">
      {status.error ? (
        <ErrorState problem={toProblem(status.error)} onRetry={() => void status.refetch()} />
      ) : null}
      <HeldMailsPanel />
      <LogStory beginnings={beginnings} />
      <AlarmList alarms={alarms} onAcknowledged={keepAlarms} />
      <MonitorPanel monitor={monitor} runs={runs} />
      <CheckpointPanel {...{ origin, checkpoint, pending, requiredWitnesses }} />
      <KeyPanel keys={keys} />
      <OutletPanel outlets={outlets} treeSize={checkpoint?.size ?? 0} />
    </div>
  );
}
