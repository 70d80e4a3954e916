import type { CrashPoints } from '../../ports/crash-points.js';
import type { KnownBeginning, LogBeginning, LogBeginnings } from '../../ports/log-beginnings.js';
import type { LogKeys } from '../../ports/log-keys.js';
import type { LogStanding, LogStore } from '../../ports/log-store.js';
import type { LogFolders } from '../../ports/log-tiles.js';
import type { OperatorAnswer, OperatorRequests } from '../../ports/operator-requests.js';
import { type BeginLogRequest, beginLogRequest } from './begin-log.request.js';
import { judgeBeginning, type SeenCheckpoint } from './judge-beginning.js';
import { KnownCheckpoints } from './known-checkpoints.js';
import { LogRefusal } from './log-refusal.js';
import type { TellBeginning } from './tell-beginning.js';

export interface BeginLogParts {
  readonly requests: OperatorRequests;
  readonly store: Pick<LogStore, 'begin' | 'standing'>;
  readonly beginnings: LogBeginnings;
  readonly folders: LogFolders;
  readonly keys: LogKeys;
  readonly tell: TellBeginning;
  readonly crashPoints: CrashPoints;
}

/**
 * Goes on after a restore: the same entries, under another name, because the name before has promised more. Whoever has
 * the storage folder asks for it; rows alone cannot. Runs under the sequencer's lock, before anything is signed.
 */
export class BeginLog {
  private readonly known: KnownCheckpoints;

  constructor(private readonly parts: BeginLogParts) {
    this.known = new KnownCheckpoints(parts.keys);
  }

  /** What a crash left unsaid is said first. @throws AppError */
  async run(): Promise<void> {
    await this.finishTelling();
    for (const { id, body } of await this.parts.requests.pending('begin-log')) {
      await this.parts.requests.answer(id, await this.carryOut(id, body));
    }
  }

  /** Nothing is taken into the new log before its first events say what it follows. */
  private async finishTelling(): Promise<void> {
    const { beginnings, tell, crashPoints } = this.parts;
    for (const beginning of await beginnings.list()) {
      if (beginning.toldAt !== null) continue;
      await tell.run(beginning);
      crashPoints.reach('N3');
      await beginnings.markTold(beginning.generation);
    }
  }

  private async carryOut(id: string, body: unknown): Promise<OperatorAnswer> {
    const before = (await this.parts.beginnings.list()).find(({ requestId }) => requestId === id);
    if (before) return begun(before);
    const request = beginLogRequest.safeParse(body);
    if (!request.success) return refused('request-unreadable', 'The request cannot be read; make it again.');
    try {
      return await this.begin(id, request.data);
    } catch (error) {
      if (error instanceof LogRefusal) return refused(error.code, error.message);
      throw error;
    }
  }

  private async begin(id: string, request: BeginLogRequest): Promise<OperatorAnswer> {
    const { store, beginnings, folders, crashPoints } = this.parts;
    const standing = await store.standing();
    if (standing === null) return refused('log-is-healthy', 'The log has not begun yet.');
    const seen = await this.seen(standing, request.checkpoints);
    const verdict = await judgeBeginning(standing, seen, request.lastShown, folders);
    if (verdict.verdict === 'refuse') return refused(verdict.code, verdict.sentence);
    const { after, proved } = verdict;
    const generation = Math.max(standing.generation, after.generation, await folders.highest()) + 1;
    const beginning: LogBeginning = {
      ...{ requestId: id, generation, origin: `${await store.begin(standing.origin)}/${generation}` },
      ...{ after, kept: standing.head, proved, reason: request.reason, begunBy: request.by },
    };
    if (!(await beginnings.begin(beginning))) {
      return refused('log-moved-on', 'The log has moved on meanwhile; ask again.');
    }
    crashPoints.reach('N1');
    await this.finishTelling();
    return begun(beginning);
  }

  /** What LOG_DIR shows, and what was kept outside; believed only when signed by a key of the log. */
  private async seen(standing: LogStanding, outside: readonly string[]): Promise<SeenCheckpoint[]> {
    const names = await this.names(standing);
    const last = await this.parts.folders.lastShown();
    const own = await this.parts.folders.ofLog(standing.generation).published();
    const notes = [...(last ? [last.note] : []), ...(own === null ? [] : [own]), ...outside];
    const seen: SeenCheckpoint[] = [];
    for (const note of new Set(notes)) {
      const origin = note.slice(0, note.indexOf('\n'));
      const generation = names(origin);
      if (generation === null) {
        const sentence = `A checkpoint of ${JSON.stringify(origin.slice(0, 200))} was given, which is not a name of this log.`;
        throw new LogRefusal('checkpoint-forged', sentence);
      }
      const head = await this.known.headOf(note, origin, 'LOG_DIR, or a file you gave,');
      seen.push({ generation, origin, head, note });
    }
    return seen;
  }

  /** The number of the log with that name; also of one this database does not know any more. */
  private async names(standing: LogStanding): Promise<(origin: string) => number | null> {
    const first = await this.parts.store.begin(standing.origin);
    return (origin) => {
      if (origin === first) return 1;
      const number = /^\/([1-9][0-9]{0,5})$/.exec(
        origin.startsWith(first) ? origin.slice(first.length) : '',
      )?.[1];
      return number === undefined || number === '1' ? null : Number(number);
    };
  }
}

function begun({ generation, origin, after, kept, proved }: LogBeginning | KnownBeginning): OperatorAnswer {
  const facts = {
    ...{ generation, origin, proved, keptSize: kept.size },
    ...{ afterOrigin: after.origin, afterSize: after.head.size },
    afterRootHex: Buffer.from(after.head.root).toString('hex'),
    lostCount: Math.max(0, after.head.size - kept.size),
  };
  return { outcome: 'done', facts };
}

function refused(code: string, sentence: string): OperatorAnswer {
  return { outcome: 'refused', code, sentence };
}
