import { shortFingerprint } from '@sealwright/audit';
import type {
  EvidenceReport,
  EvidenceStory,
  ToldDocument,
  ToldEvent,
  ToldRecipient,
} from '../evidence-report.js';
import { endingWords, outcomeWords, wordIdentification, wordInstant, words } from './words.js';

/** What the record says happened; only there when the record holds. */
export function StoryCard({ story, seal }: { story: EvidenceStory; seal: EvidenceReport['seal'] }) {
  const ended = story.endedAtIso === null ? '' : ` ${wordInstant(story.endedAtIso)}`;
  return (
    <section className="vf-story" aria-labelledby="vf-story-title">
      <h2 id="vf-story-title" className="vf-heading">
        {words.story}
      </h2>
      <div className="vf-panel">
        <p className="vf-story-title">{story.title ?? `Envelope ${story.envelopeId}`}</p>
        <p className="vf-soft">{`${endingWords[story.ending]}${ended}`}</p>
        <People recipients={story.recipients} />
        <Documents documents={story.documents} />
        {seal ? <Seal seal={seal} /> : null}
        <Hash label={words.head} value={story.headHashHex} />
        <Events events={story.events} />
      </div>
    </section>
  );
}

function People({ recipients }: { recipients: readonly ToldRecipient[] }) {
  return (
    <>
      <h3>{words.people}</h3>
      <ul className="vf-people">
        {recipients.map((person) => (
          <li key={person.recipientId}>
            <span>
              <strong>{person.name ?? words.erased}</strong> {person.email ?? ''}
            </span>
            <span className="vf-soft">{describeOutcome(person)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function describeOutcome({ role, outcome, actedAtIso, identification }: ToldRecipient): string {
  if (role === 'copy' && outcome === 'none') return words.copy;
  const at = actedAtIso === null ? '' : ` ${wordInstant(actedAtIso)}`;
  const how = identification.length === 0 ? '' : `, identified by ${wordIdentification(identification)}`;
  return `${outcomeWords[outcome]}${at}${how}`;
}

function Documents({ documents }: { documents: readonly ToldDocument[] }) {
  return (
    <>
      <h3>{words.documents}</h3>
      <ul className="vf-people">
        {documents.map((document) => (
          <li key={document.documentId}>
            <span>
              <strong>{document.name ?? words.erased}</strong>{' '}
              <span className={document.isGiven ? 'vf-tag vf-tag-given' : 'vf-tag'}>
                {document.isGiven ? words.given : words.notGiven}
              </span>
            </span>
            <Hash label={words.fingerprint} value={shortFingerprint(document.frozenSha256Hex)} />
            <Hash label={words.asSent} value={document.originalSha256Hex} />
            {document.sealedSha256Hex === null ? null : (
              <Hash label={words.asSealed} value={document.sealedSha256Hex} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Seal({ seal }: { seal: NonNullable<EvidenceReport['seal']> }) {
  const atIso = seal.provenAtIso ?? seal.claimedAtIso;
  return (
    <>
      <h3>{words.sealedBy}</h3>
      <p className="vf-soft">
        {`${seal.signerCommonName ?? ''}${atIso === null ? '' : `, ${wordInstant(atIso)}`}`}
      </p>
      {seal.keyFingerprintSha256Hex === null ? null : (
        <Hash label={words.keyHash} value={seal.keyFingerprintSha256Hex} />
      )}
    </>
  );
}

function Events({ events }: { events: readonly ToldEvent[] }) {
  return (
    <details className="vf-events">
      <summary>{`${words.events} (${events.length})`}</summary>
      <ol>
        {events.map((event) => (
          <li key={event.seq}>
            <time dateTime={event.atIso}>{wordInstant(event.atIso)}</time>
            <span>{event.sentence}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Hash({ label, value }: { label: string; value: string }) {
  return (
    <span className="vf-hash">
      <span className="vf-soft">{label}</span> <code>{value}</code>
    </span>
  );
}
