import type { EnvelopeId, OrganisationId } from '../../domain/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

type Listener = () => void;

interface Watched {
  readonly organisationId: OrganisationId;
  readonly listeners: Set<Listener>;
  version: string | null;
}

const POLL_INTERVAL_MS = 1_000;

/**
 * Tells open pages that their envelope has changed. Each envelope is asked for its version once a second, however many
 * pages watch it; without watchers nothing is asked.
 */
export class WatchEnvelopes {
  private readonly watched = new Map<EnvelopeId, Watched>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Calls `listener` after each change. @returns how to stop. */
  watch(organisationId: OrganisationId, id: EnvelopeId, listener: Listener): () => void {
    const watched = this.watched.get(id) ?? { organisationId, listeners: new Set<Listener>(), version: null };
    this.watched.set(id, watched);
    watched.listeners.add(listener);
    this.schedule();
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0) this.watched.delete(id);
    };
  }

  /** Forgets everybody; their connections are closed by whoever holds them. */
  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.watched.clear();
  }

  private schedule(): void {
    if (this.timer !== null || this.watched.size === 0) return;
    this.timer = setTimeout(() => void this.poll(), POLL_INTERVAL_MS);
  }

  private async poll(): Promise<void> {
    for (const [id, watched] of this.watched) {
      const version = await this.versionOf(watched.organisationId, id);
      // Unreachable database: the page keeps what it shows, and the next second asks again.
      if (version === undefined) continue;
      const changed = watched.version !== null && version !== watched.version;
      watched.version = version;
      if (changed) for (const listener of watched.listeners) listener();
    }
    this.timer = null;
    this.schedule();
  }

  private async versionOf(organisationId: OrganisationId, id: EnvelopeId): Promise<string | undefined> {
    try {
      return (await this.unitOfWork.read(organisationId, (tx) => tx.envelopes.versionOf(id))) ?? '';
    } catch {
      return undefined;
    }
  }
}
