import type { Handle, PKCS11 } from 'pkcs11js';

/** A session that this caller alone uses until its work ends. */
export interface Session {
  readonly calls: PKCS11;
  readonly handle: Handle;
}

/**
 * A fixed number of sessions, each with a queue of its own: a second C_SignInit on one session answers
 * CKR_OPERATION_ACTIVE, so a session MUST NOT be used by two callers at once.
 */
export class SessionPool {
  private readonly lanes: { session: Session; waiting: number; tail: Promise<unknown> }[];

  constructor(sessions: readonly Session[]) {
    this.lanes = sessions.map((session) => ({ session, waiting: 0, tail: Promise.resolve() }));
  }

  /** Runs `work` on the session with the shortest queue. */
  async use<T>(work: (session: Session) => Promise<T> | T): Promise<T> {
    const lane = this.lanes.reduce((best, each) => (each.waiting < best.waiting ? each : best));
    lane.waiting += 1;
    const turn = lane.tail.then(() => work(lane.session));
    lane.tail = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      lane.waiting -= 1;
    }
  }

  /** Closes every session after its queue has run dry; a session that is already gone counts as closed. */
  async close(): Promise<void> {
    for (const lane of this.lanes) {
      await lane.tail;
      try {
        lane.session.calls.C_CloseSession(lane.session.handle);
      } catch {
        // The token was removed, or the library re-initialised, and took the session along.
      }
    }
  }
}
