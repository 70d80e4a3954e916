import { describe, expect, it } from 'vitest';
import type { DraftInput, Envelope } from '@/api/envelopes';
import { ProblemError } from '@/api/problem';
import { draftFrom } from './draft';
import { DraftSaver, type SaverView } from './draft-saver';

const envelopeAt = (version: number, title = 'Lease'): Envelope => ({
  ...{ id: 'e', title, status: 'draft', version, message: '', expiresInDays: 30 },
  ...{ createdAt: '', updatedAt: '', sentAt: null, completedAt: null, expiresAt: null },
  sender: { id: 's', name: 'S' },
  ...{ recipients: [], documents: [], fields: [], attention: null },
  progress: { done: 0, total: 0 },
  readiness: { ready: false, problems: [] },
  ...{
    voidReason: null,
    certificateAvailable: false,
    seals: [],
    erasure: { documentsErasedAt: null, personalErasedAt: null, cause: null, planned: [] },
  },
});
const refusal = (status: number, code: string) =>
  new ProblemError({ code, status, title: '', detail: '', errors: [] });

/** A server that remembers what it was sent and answers the next version, or throws what is queued. */
function desk(failures: ProblemError[] = []) {
  const start = draftFrom(envelopeAt(1));
  const sent: { version: number; input: DraftInput }[] = [];
  const views: SaverView[] = [];
  let version = 1;
  const saver = new DraftSaver(
    {
      save: async (based, input) => {
        sent.push({ version: based, input });
        const failure = failures.shift();
        if (failure) throw failure;
        version = based + 1;
        return envelopeAt(version);
      },
      load: async () => envelopeAt(7, 'Theirs'),
      onView: (view) => views.push(view),
    },
    envelopeAt(1),
    start,
  );
  return { saver, start, sent, last: () => views.at(-1) };
}

describe('saving a draft', () => {
  it('sends only what changed, on top of the version it has', async () => {
    const { saver, start, sent, last } = desk();
    saver.offer({ ...start, title: 'Lease 2' });
    expect(await saver.flush()).toBe(true);
    saver.offer({ ...start, title: 'Lease 2', message: 'Hello' });
    await saver.flush();
    expect(sent).toEqual([
      { version: 1, input: { title: 'Lease 2' } },
      { version: 2, input: { message: 'Hello' } },
    ]);
    expect(last()?.state).toBe('saved');
  });

  it('sends nothing when nothing changed', async () => {
    const { saver, start, sent } = desk();
    expect(saver.offer(start)).toBe(false);
    expect(await saver.flush()).toBe(true);
    expect(sent).toEqual([]);
  });

  it('saves what was typed while the request was under way', async () => {
    const { saver, start, sent } = desk();
    saver.offer({ ...start, title: 'A' });
    const flushing = saver.flush();
    saver.offer({ ...start, title: 'AB' });
    await flushing;
    expect(sent.map((one) => one.input.title)).toEqual(['A', 'AB']);
  });

  it('stops at a conflict until somebody decides, then writes over it', async () => {
    const { saver, start, sent, last } = desk([refusal(412, 'version-conflict')]);
    saver.offer({ ...start, title: 'Mine' });
    expect(await saver.flush()).toBe(false);
    expect(last()?.state).toBe('conflict');
    expect(saver.offer({ ...start, title: 'Mine too' })).toBe(false);
    expect(await saver.flush()).toBe(false);
    expect(sent).toHaveLength(1);
    expect(await saver.keepMine()).toBe(true);
    expect(sent[1]).toMatchObject({ version: 7, input: { title: 'Mine too', recipients: [], fields: [] } });
  });

  it('or takes theirs', async () => {
    const { saver, start, last } = desk([refusal(412, 'version-conflict')]);
    saver.offer({ ...start, title: 'Mine' });
    await saver.flush();
    expect((await saver.takeTheirs()).title).toBe('Theirs');
    expect(last()?.state).toBe('saved');
    expect(last()?.envelope.version).toBe(7);
  });

  it('tells a server that is away from one that refuses', async () => {
    const away = desk([refusal(0, 'network-unreachable')]);
    away.saver.offer({ ...away.start, title: 'x' });
    await away.saver.flush();
    expect(away.last()?.state).toBe('offline');
    expect(await away.saver.flush()).toBe(true);
    const refused = desk([refusal(422, 'validation-failed')]);
    refused.saver.offer({ ...refused.start, title: 'x' });
    await refused.saver.flush();
    expect(refused.last()).toMatchObject({ state: 'refused', problem: { code: 'validation-failed' } });
  });
});
