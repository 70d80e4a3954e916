import type { EvidenceReport, EvidenceStory } from '../evidence-report.js';
import { endingWords, outcomeWords, wordIdentification, wordInstant, words } from './words.js';

/** What the record says happened; only there when the record holds. */
export function StoryCard({ story, seal }: { story: EvidenceStory; seal: EvidenceReport['seal'] }) {
  return (
    <section className="vf-story" aria-labelledby="vf-story-title">
      <h2 id="vf-story-title" className="vf-heading">
        {words.story}
      </h2>
      <div className="vf-panel">
        <p className="vf-story-title">{story.title ?? `Envelope ${story.envelopeId}`}</p>
        <p className="vf-soft">
          {endingWords[story.ending]}
          {story.endedAtIso === null ? '' : ` ${wordInstant(story.endedAtIso)}`}
        </p>
        <h3>{words.people}</h3>
        <ul className="vf-people">
          {story.recipients.map((person) => (
            <li key={person.recipientId}>
              <span>
                <strong>{person.name ?? words.erased}</strong> {person.email ?? ''}
              </span>
              <span className="vf-soft">
                {outcomeWords[person.outcome]}
                {person.actedAtIso === null ? '' : ` ${wordInstant(person.actedAtIso)}`}
                {person.identification.length === 0
                  ? ''
                  : `, identified by ${wordIdentification(person.identification)}`}
              </span>
            </li>
          ))}
        </ul>
        <h3>{words.documents}</h3>
        <ul className="vf-people">
          {story.documents.map((document) => (
            <li key={document.documentId}>
              <span>
                <strong>{document.name ?? words.erased}</strong>{' '}
                <span className={document.isGiven ? 'vf-tag vf-tag-given' : 'vf-tag'}>
                  {document.isGiven ? words.given : words.notGiven}
                </span>
              </span>
              <Hash label="SHA-256 as sent" value={document.originalSha256Hex} />
              {document.sealedSha256Hex === null ? null : (
                <Hash label="SHA-256 as sealed" value={document.sealedSha256Hex} />
              )}
            </li>
          ))}
        </ul>
        {seal === null ? null : (
          <>
            <h3>{words.sealedBy}</h3>
            <p className="vf-soft">
              {seal.signerCommonName ?? ''}
              {seal.claimedAtIso === null ? '' : `, ${wordInstant(seal.provenAtIso ?? seal.claimedAtIso)}`}
            </p>
            {seal.keyFingerprintSha256Hex === null ? null : (
              <Hash label="Key SHA-256" value={seal.keyFingerprintSha256Hex} />
            )}
          </>
        )}
        <Hash label={words.head} value={story.headHashHex} />
        <details className="vf-events">
          <summary>{`${words.events} (${story.events.length})`}</summary>
          <ol>
            {story.events.map((event) => (
              <li key={event.seq}>
                <time dateTime={event.atIso}>{wordInstant(event.atIso)}</time>
                <span>{event.sentence}</span>
              </li>
            ))}
          </ol>
        </details>
      </div>
    </section>
  );
}

function Hash({ label, value }: { label: string; value: string }) {
  return (
    <span className="vf-hash">
      <span className="vf-soft">{label}</span> <code>{value}</code>
    </span>
  );
}
