import {
  type CheckGroup,
  type CheckState,
  checkGroups,
  type EvidenceCheck,
  questions,
} from '../evidence-report.js';
import { StateIcon } from './icons.js';
import { stateWords, words } from './words.js';

/** Five separate answers, each with its checks behind it: never one green tick for all of them. */
export function AnswerList({ checks }: { checks: readonly EvidenceCheck[] }) {
  return (
    <section aria-labelledby="vf-answers">
      <h2 id="vf-answers" className="vf-heading">
        {words.answers}
      </h2>
      <div className="vf-answers">
        {checkGroups.map((group) => (
          <Answer key={group} group={group} checks={checks.filter((check) => check.group === group)} />
        ))}
      </div>
    </section>
  );
}

const order: readonly CheckState[] = ['fail', 'unknown', 'warn', 'pass'];

function Answer({ group, checks }: { group: CheckGroup; checks: readonly EvidenceCheck[] }) {
  const state = stateOf(checks);
  const told =
    (state === 'pass' ? speakerOf(group, checks) : undefined) ??
    checks.find((check) => check.state === state);
  return (
    <details className="vf-answer" open={state === 'fail'}>
      <summary>
        <StateIcon state={state} />
        <span className="vf-answer-words">
          <span className="vf-question">{questions[group]}</span>
          <span className={`vf-state vf-state-${state}`}>
            {group === 'trust' && state === 'pass' ? words.known : stateWords[state]}
          </span>
          <span className="vf-soft vf-answer-detail">{told?.detail ?? words.notReached}</span>
        </span>
      </summary>
      <ul className="vf-checks">
        {checks.map((check) => (
          <li key={check.id}>
            <StateIcon state={check.state} />
            <span>
              <strong>{check.title}</strong>
              <span className="vf-visually-hidden">{`: ${stateWords[check.state]}.`}</span>
              <span className="vf-check-detail">{check.detail}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The worst check speaks for its question, but a side question left open does not take back what was answered. */
function stateOf(checks: readonly EvidenceCheck[]): CheckState {
  if (checks.length === 0) return 'unknown';
  const main = checks.filter(({ id }) => !sideQuestions.some((side) => id.startsWith(side)));
  // What is wrong counts wherever it is.
  const judged = main.length > 0 ? [...main, ...checks.filter(({ state }) => state === 'fail')] : checks;
  return order.find((state) => judged.some((check) => check.state === state)) ?? 'unknown';
}

/** Beginnings of ids. */
const sideQuestions = ['seal.time', 'documents.seal-', 'log.timestamp', 'trust.revocation'];

/** Whose sentence answers the question when all is well: the first of these that was asked. */
const speakers: Readonly<Record<CheckGroup, readonly string[]>> = {
  seal: ['seal.intact'],
  record: ['record.chain'],
  // Of several documents it is told that all are there, not what one of them is.
  documents: ['documents.given', 'documents.record-1'],
  log: ['log.inclusion'],
  trust: ['trust.seal'],
};

function speakerOf(group: CheckGroup, checks: readonly EvidenceCheck[]): EvidenceCheck | undefined {
  return speakers[group].flatMap((wanted) => checks.filter(({ id }) => id === wanted))[0];
}
