'use client';
import type { EvidenceReport } from '@sealwright/verifier';
import { CircleCheck, CircleHelp, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type AuditedEnvelope, takeEvidence } from '@/api/audit';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { Callout } from '@/ui/callout';
import { ErrorState } from '@/ui/error-state';
import { Panel } from '@/ui/panel';

/** Takes the package (recorded, like every download) and checks it here, with the code of the offline verifier. */
export function VerifyPanel({ envelope }: { envelope: AuditedEnvelope }) {
  const t = useTranslations('audit');
  const [step, setStep] = useState<string | null>(null);
  const [report, setReport] = useState<EvidenceReport | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const verify = async () => {
    setProblem(null);
    setStep(t('verifyWorking'));
    try {
      setReport(await check(envelope.id, setStep));
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setStep(null);
    }
  };
  return (
    <Panel title={t('verify')}>
      <div className="space-y-4">
        {problem ? <ErrorState problem={problem} onRetry={() => void verify()} /> : null}
        {report ? <Report report={report} /> : null}
        {report ? null : <p className="text-sm text-ink-soft text-pretty">{t('verifyLead')}</p>}
        <div className="flex flex-wrap items-center gap-3">
          <Button size="sm" busy={step !== null} onClick={() => void verify()}>
            {report ? t('verifyAgain') : t('verifyGo')}
          </Button>
          <a href="/verify" className="text-[0.8125rem] underline underline-offset-4 hover:text-ink">
            {t('openVerifier')}
          </a>
          <span role="status" className="text-[0.8125rem] text-ink-soft">
            {step}
          </span>
        </div>
      </div>
    </Panel>
  );
}

const looks = { valid: 'good', invalid: 'bad', indeterminate: 'warn' } as const;

function Report({ report }: { report: EvidenceReport }) {
  const t = useTranslations('audit');
  return (
    <>
      <Callout live tone={looks[report.verdict]} title={t(report.verdict)}>
        {report.summary}
      </Callout>
      <ul className="space-y-2.5">
        {report.checks.map((one) => (
          <CheckLine key={one.id} {...one} />
        ))}
      </ul>
      <p className="text-[0.8125rem] text-ink-faint text-pretty">{t('verifyNote')}</p>
    </>
  );
}

type State = EvidenceReport['checks'][number]['state'];
type StateLook = {
  icon: LucideIcon;
  ink: string;
  word: 'checkPass' | 'checkWarn' | 'checkFail' | 'checkUnknown';
};
const states: Record<State, StateLook> = {
  pass: { icon: CircleCheck, ink: 'text-green', word: 'checkPass' },
  warn: { icon: TriangleAlert, ink: 'text-amber', word: 'checkWarn' },
  fail: { icon: OctagonAlert, ink: 'text-red', word: 'checkFail' },
  unknown: { icon: CircleHelp, ink: 'text-ink-faint', word: 'checkUnknown' },
};

function CheckLine({ state, title, detail }: EvidenceReport['checks'][number]) {
  const t = useTranslations('audit');
  const { icon: Icon, ink, word } = states[state];
  return (
    <li className="flex gap-2.5 text-[0.8125rem]">
      <Icon className={`mt-0.5 size-4 shrink-0 ${ink}`} aria-hidden="true" />
      <div className="min-w-0">
        <p className="font-medium">
          {title} <span className={`font-normal ${ink}`}>({t(word)})</span>
        </p>
        <p className="text-ink-soft text-pretty [overflow-wrap:anywhere]">{detail}</p>
      </div>
    </li>
  );
}

/** The verifier is large: it is loaded when somebody wants it. */
async function check(id: string, onStep: (step: string) => void): Promise<EvidenceReport> {
  const { evidenceOf, sortFiles, verifyEvidence } = await import('@sealwright/verifier');
  const { name, blob } = await takeEvidence(id, 'evidence-package');
  const files = sortFiles([{ name, bytes: new Uint8Array(await blob.arrayBuffer()) }]);
  const evidence = evidenceOf(files, { trustedRootsPem: [], keys: [] });
  if (evidence === null) throw new Error('The package holds no certificate.');
  return await verifyEvidence({ ...evidence, onStep });
}
