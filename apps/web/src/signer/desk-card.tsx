'use client';
import { useState } from 'react';
import { BottomCard } from './bottom-card';
import { ConsentCard } from './consent-card';
import { DeclineCard } from './decline-card';
import { ProgressCard } from './progress-card';
import type { SaveStatus } from './save-queue';
import { SignatureCard } from './signature-card';
import { type Guide, sameKind } from './use-guide';
import type { SigningActs } from './use-signing-acts';

/** The one card at the bottom: terms, progress, a signature or a refusal; never one over another. */
export function DeskCard(props: {
  acts: SigningActs;
  guide: Guide;
  status: SaveStatus;
  flush: () => Promise<void>;
}) {
  const { acts, guide } = props;
  const { state, busy, problem } = acts;
  const [declining, setDeclining] = useState(false);
  const shared = { state, busy, problem };
  const decline = () => {
    acts.clearProblem();
    setDeclining(!declining);
  };
  const finish = async () => {
    const fault = await acts.complete(props.flush);
    const missingId = fault?.errors[0]?.pointer.split('/')[2];
    if (missingId) guide.goTo(missingId);
  };
  const consent = () => {
    guide.landOnFirst();
    void acts.consent();
  };

  if (declining) {
    return (
      <BottomCard>
        <DeclineCard {...shared} onDecline={(reason) => void acts.decline(reason)} onBack={decline} />
      </BottomCard>
    );
  }
  if (guide.signing) {
    return (
      <BottomCard>
        <SignatureCard
          key={guide.signing.id}
          kind={guide.signing.type === 'initials' ? 'initials' : 'signature'}
          signerName={state.recipient.name}
          places={sameKind(state.fields, guide.signing).length}
          onUse={guide.applySignature}
          onCancel={guide.closeSignature}
        />
      </BottomCard>
    );
  }
  return (
    <BottomCard>
      {state.phase === 'consent' ? (
        <ConsentCard {...shared} onDecline={decline} onConsent={consent} />
      ) : (
        <ProgressCard
          {...shared}
          {...guide}
          status={props.status}
          onNext={() => guide.goNext()}
          onFinish={() => void finish()}
          onDecline={decline}
        />
      )}
    </BottomCard>
  );
}
