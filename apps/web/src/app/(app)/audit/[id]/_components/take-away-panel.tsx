'use client';
import { Download, PackageCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type AuditedEnvelope, type EvidenceKind, takeEvidence } from '@/api/audit';
import { toProblem } from '@/api/problem';
import { saveFile } from '@/api/take-file';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { useProblemSentence } from '@/ui/problem-sentence';
import { useNotify } from '@/ui/toast';

export function TakeAwayPanel({ envelope }: { envelope: AuditedEnvelope }) {
  const t = useTranslations('audit');
  const { id, certificateSha256, documents, status, documentsErasedAt } = envelope;
  const isKept = documentsErasedAt === null;
  return (
    <Panel title={t('fileTitle')} flush>
      {documentsErasedAt ? (
        <p className="border-b border-line px-4 py-3 text-[0.8125rem] text-ink-soft sm:px-5">
          {t('filesErased', { date: documentsErasedAt.slice(0, 10) })}
        </p>
      ) : null}
      <ul className="divide-y divide-line">
        <FileLine
          {...{ id }}
          kind="evidence-package"
          name={t('package')}
          hint={t('packageHint')}
          isThere
          isMain
        />
        {documents.map((document) => (
          <FileLine
            key={document.id}
            {...{ id }}
            kind="sealed"
            documentId={document.id}
            name={documents.length > 1 ? t('sealedOf', { name: document.name }) : t('sealed')}
            hint={t('sealedHint')}
            isThere={status === 'completed' && isKept}
          />
        ))}
        <FileLine
          {...{ id }}
          kind="certificate"
          name={t('certificate')}
          hint={t('certificateHint')}
          isThere={certificateSha256 !== null && isKept}
        />
        <FileLine {...{ id }} kind="audit.json" name={t('auditJson')} hint={t('auditJsonHint')} isThere />
      </ul>
    </Panel>
  );
}

function FileLine(props: {
  id: string;
  kind: EvidenceKind;
  documentId?: string;
  name: string;
  hint: string;
  isThere: boolean;
  isMain?: boolean;
}) {
  const t = useTranslations('audit');
  const { busy, take } = useTake(props.id, props.kind, props.documentId);
  const Icon = props.isMain ? PackageCheck : Download;
  return (
    <li className="flex items-center gap-3 px-4 py-3 sm:px-5">
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium [overflow-wrap:anywhere]">{props.name}</p>
        <p className="text-[0.8125rem] text-ink-faint text-pretty">
          {props.isThere ? props.hint : t('notThere')}
        </p>
      </div>
      {props.isThere ? (
        <Button
          size="sm"
          kind={props.isMain ? 'primary' : 'secondary'}
          busy={busy}
          onClick={() => void take()}
        >
          <Icon aria-hidden="true" />
          {t('download')}
          <span className="sr-only">: {props.name}</span>
        </Button>
      ) : null}
    </li>
  );
}

function useTake(id: string, kind: EvidenceKind, documentId: string | undefined) {
  const t = useTranslations('audit');
  const notify = useNotify();
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      saveFile(await takeEvidence(id, kind, documentId));
    } catch (error) {
      notify(`${t('downloadFailed')}. ${sentence(toProblem(error))}`);
    } finally {
      setBusy(false);
    }
  };
  return { busy, take };
}
