'use client';
import { Ban, LayoutTemplate } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Envelope } from '@/api/envelopes';
import { StatusBadge } from '@/envelope/status-badge';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { PageHeader } from '@/ui/page-header';
import { SaveTemplate } from './save-template';
import { VoidEnvelope } from './void-envelope';

export function EnvelopeHeader({
  envelope,
  onChanged,
}: {
  envelope: Envelope;
  onChanged: (envelope: Envelope) => void;
}) {
  const t = useTranslations('envelope');
  const [open, setOpen] = useState<'void' | 'template' | null>(null);
  const close = () => setOpen(null);
  return (
    <PageHeader
      title={envelope.title}
      above={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusBadge status={envelope.status} />
          {t('sentBy', { name: envelope.sender.name })}
          <Dates envelope={envelope} />
        </span>
      }
      actions={
        <>
          {envelope.erasure.documentsErasedAt === null ? (
            <Button onClick={() => setOpen('template')}>
              <LayoutTemplate aria-hidden="true" />
              {t('save')}
            </Button>
          ) : null}
          {envelope.status === 'sent' ? (
            <Button kind="danger" onClick={() => setOpen('void')}>
              <Ban aria-hidden="true" />
              {t('void')}
            </Button>
          ) : null}
          <VoidEnvelope envelope={envelope} open={open === 'void'} onClose={close} onVoided={onChanged} />
          <SaveTemplate envelope={envelope} open={open === 'template'} onClose={close} />
        </>
      }
    />
  );
}

function Dates({ envelope }: { envelope: Envelope }) {
  const t = useTranslations('envelope');
  const { completedAt, expiresAt, status } = envelope;
  if (completedAt) return <span>{t.rich('completedAt', { time: () => <Moment at={completedAt} /> })}</span>;
  if (expiresAt && status === 'sent')
    return <span>{t.rich('expires', { time: () => <Moment at={expiresAt} shape="day" /> })}</span>;
  return null;
}
