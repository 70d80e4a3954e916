'use client';

import { parseVerifyFragment, type VerifyLink } from '@sealwright/audit';
import { useEffect, useState } from 'react';
import { AnswerList } from './answer-list.js';
import { DropArea } from './drop-area.js';
import { FileList } from './file-list.js';
import { StateIcon } from './icons.js';
import { StoryCard } from './story-card.js';
import { TrustFields } from './trust-fields.js';
import { type Evidence, useEvidence } from './use-evidence.js';
import { VerdictCard } from './verdict-card.js';
import { verdictWords, words } from './words.js';

/**
 * The whole check as one component: files and trust in, report out. Uses nothing but the browser; the host page says in its
 * Content Security Policy that nothing may be sent. Its styles are in `verify-page.css`.
 */
export function VerifyDesk() {
  const evidence = useEvidence();
  const hint = useLinkHint();
  const { files, progress } = evidence;
  const hasFiles = files.length > 0;
  return (
    <div className="vf-desk">
      <header className="vf-header">
        <h1>{words.title}</h1>
        <p className="vf-lead">{words.lead}</p>
        <p className="vf-promise">{words.promise}</p>
      </header>
      {hint && !hasFiles ? (
        <p className="vf-note">
          {words.hint} <code>{hint.envelopeId}</code>.
        </p>
      ) : null}
      <DropArea isSmall={hasFiles} onFiles={(list) => void evidence.add(list)} onClear={evidence.clear} />
      {hasFiles ? <FileList evidence={evidence} /> : null}
      <TrustFields trust={evidence.trust} setTrust={evidence.setTrust} />
      <Announcement evidence={evidence} />
      <Missing evidence={evidence} />
      {progress.kind === 'done' ? <Report evidence={evidence} report={progress.report} hint={hint} /> : null}
    </div>
  );
}

type Done = Extract<Evidence['progress'], { kind: 'done' }>;

function Report({
  evidence,
  report,
  hint,
}: {
  evidence: Evidence;
  report: Done['report'];
  hint: VerifyLink | null;
}) {
  return (
    <div className="vf-report">
      <VerdictCard report={report} fileName={evidence.chosen?.name ?? 'certificate.pdf'} />
      <HintAnswer story={report.story} hint={hint} />
      <AnswerList checks={report.checks} />
      {report.story ? <StoryCard story={report.story} seal={report.seal} /> : null}
    </div>
  );
}

/** Whether it is the certificate whose code was scanned; a wrong one is worth a stop. */
function HintAnswer({ story, hint }: { story: Done['report']['story']; hint: VerifyLink | null }) {
  if (!hint || !story) return null;
  const fits = story.envelopeId === hint.envelopeId && story.headHashHex === hint.headHashHex;
  if (fits) return <p className="vf-note">{words.hintFits}</p>;
  return (
    <p className="vf-problem">
      <StateIcon state="warn" /> <span>{words.hintDiffers}</span>
    </p>
  );
}

/** Said aloud, and shown while it works. */
function Announcement({ evidence: { progress } }: { evidence: Evidence }) {
  return (
    <div role="status" aria-live="polite" className="vf-status">
      {progress.kind === 'working' ? (
        <p className="vf-working">
          <span className="vf-dots" aria-hidden="true" /> {progress.step} …
        </p>
      ) : null}
      {progress.kind === 'done' ? (
        <p className="vf-visually-hidden">{`${verdictWords[progress.report.verdict]}. ${progress.report.summary}`}</p>
      ) : null}
      {progress.kind === 'failed' ? (
        <p className="vf-problem">
          <StateIcon state="warn" /> <span>{`${words.failed}. ${progress.sentence}`}</span>
        </p>
      ) : null}
    </div>
  );
}

/** Files, but no certificate among them: says what to do. */
function Missing({ evidence: { files, chosen } }: { evidence: Evidence }) {
  if (files.length === 0 || chosen) return null;
  const hasDocument = files.some(({ role }) => role === 'document');
  if (!hasDocument && files.every(({ role }) => role === 'unusable')) return null;
  return (
    <p className="vf-problem" role="alert">
      <StateIcon state="warn" /> <span>{hasDocument ? words.noCertificate : words.onlyTrust}</span>
    </p>
  );
}

/** What the certificate's QR code says about itself: a hint to compare with, never evidence. */
function useLinkHint(): VerifyLink | null {
  const [hint, setHint] = useState<VerifyLink | null>(null);
  useEffect(() => setHint(parseVerifyFragment(window.location.hash)), []);
  return hint;
}
