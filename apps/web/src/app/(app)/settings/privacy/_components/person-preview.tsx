'use client';
import { Download, Lock, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { exportPerson, type Person, type PersonEnvelope } from '@/api/privacy';
import { toProblem } from '@/api/problem';
import { saveFile } from '@/api/take-file';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Callout } from '@/ui/callout';
import { CheckField } from '@/ui/field';
import { Panel } from '@/ui/panel';
import { useProblemSentence } from '@/ui/problem-sentence';
import { useNotify } from '@/ui/toast';

/** Everything that is held, envelope by envelope, with what may not be erased now and why. */
export function PersonPreview({
  email,
  person,
  textsOf,
  onTextsOf,
}: {
  email: string;
  person: Person;
  textsOf: ReadonlySet<string>;
  onTextsOf: (textsOf: ReadonlySet<string>) => void;
}) {
  const t = useTranslations('privacy');
  const { envelopes, outside, obstacles } = person;
  const toggle = (id: string, wanted: boolean) =>
    onTextsOf(new Set(wanted ? [...textsOf, id] : [...textsOf].filter((one) => one !== id)));
  return (
    <Panel title={t('held', { count: envelopes.length })} actions={<ExportButton email={email} />} flush>
      <ul className="divide-y divide-line">
        {envelopes.map((one) => (
          <EnvelopeItem
            key={one.envelopeId}
            envelope={one}
            texts={textsOf.has(one.envelopeId)}
            onTexts={(wanted) => toggle(one.envelopeId, wanted)}
          />
        ))}
        <li className="px-4 py-4 text-sm text-ink-soft sm:px-5">
          {t('outside', {
            recorded: outside.recordedSubjectCount,
            rows: outside.bulkRowCount,
            templates: outside.templateFieldCount + outside.sharedTextCount,
            invitations: outside.invitationCount,
            account: outside.hasAccount ? 'yes' : 'no',
          })}
        </li>
      </ul>
      {obstacles.length > 0 ? (
        <div className="space-y-2 border-t border-line p-4 sm:p-5">
          {obstacles.map(({ code, sentence }) => (
            <Callout key={code} tone="warn" title={t('stays')}>
              {sentence}
            </Callout>
          ))}
        </div>
      ) : null}
    </Panel>
  );
}

function EnvelopeItem({
  envelope,
  texts,
  onTexts,
}: {
  envelope: PersonEnvelope;
  texts: boolean;
  onTexts: (wanted: boolean) => void;
}) {
  const t = useTranslations('privacy');
  const states = useTranslations('status');
  const { obstacles, isRecipient, textsMention, status } = envelope;
  const free = obstacles.length === 0;
  return (
    <li className="px-4 py-4 sm:px-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Link
          href={`/envelopes/${envelope.envelopeId}`}
          className="min-w-0 font-medium underline-offset-4 [overflow-wrap:anywhere] hover:underline"
        >
          {envelope.title || t('untitled')}
        </Link>
        <Badge tone={free ? 'red' : 'amber'} icon={free ? Trash2 : Lock}>
          {free ? t('willGo') : t('willStay')}
        </Badge>
      </div>
      <p className="mt-0.5 text-[0.8125rem] text-ink-soft">
        {states(status)} · {isRecipient ? t('asRecipient') : t('asSender')} ·{' '}
        {t('counts', {
          values: envelope.fieldValueCount,
          mails: envelope.mailCount,
          recorded: envelope.personalValueCount,
          files: envelope.fileCount,
        })}
      </p>
      {obstacles.map(({ code, sentence }) => (
        <p key={code} className="mt-1 text-sm text-amber [overflow-wrap:anywhere]">
          {sentence}
        </p>
      ))}
      {free && envelope.certificateStays ? (
        <p className="mt-1 text-sm text-ink-soft">{t('certificateStays')}</p>
      ) : null}
      {free && isRecipient ? (
        <CheckField
          className="mt-1 text-sm"
          label={t('texts')}
          hint={textsMention ? t('textsMention') : t('textsHint')}
          checked={texts || textsMention}
          disabled={textsMention}
          onChange={(event) => onTexts(event.target.checked)}
        />
      ) : null}
    </li>
  );
}

function ExportButton({ email }: { email: string }) {
  const t = useTranslations('privacy');
  const notify = useNotify();
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      const text = JSON.stringify(await exportPerson(browserCall, email), null, 2);
      saveFile({ name: 'person.json', blob: new Blob([text], { type: 'application/json' }) });
    } catch (error) {
      notify(sentence(toProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="sm" busy={busy} onClick={() => void run()}>
      <Download aria-hidden="true" />
      {t('export')}
    </Button>
  );
}
