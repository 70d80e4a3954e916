import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '@/api/problem';
import type { UploadedDocument } from '@/api/upload';
import { type SendingEvents, type UploadPorts, UploadQueue } from './upload-queue';

const limits = { maxBytes: 100, maxPages: 10, maxDocuments: 5 };
const fileOf = (name: string, size = 10) => new File([new Uint8Array(size)], name);
const problem = (status: number, code: string) => ({ status, code, title: '', detail: code, errors: [] });
const documentOf = (id: string, duplicateOf: string | null = null) =>
  ({ id, name: id, duplicateOf, pageCount: 1, originalSha256: id }) as unknown as UploadedDocument;

function desk(finish: UploadPorts['finish']) {
  const sent = new Map<string, SendingEvents>();
  const acts: string[] = [];
  const documents: string[] = [];
  const queue = new UploadQueue(
    {
      send: (file, events) => {
        sent.set(file.name, events);
        const note = (act: string) => () => void acts.push(`${act} ${file.name}`);
        return { start: note('start'), pause: note('pause'), cancel: note('cancel') };
      },
      finish,
      besides: () => ['there'],
      onDocument: ({ id }) => documents.push(id),
    },
    limits,
  );
  const states = () => queue.snapshot().map(({ name, state }) => `${name} ${state}`);
  const idOf = (name: string) => queue.snapshot().find((row) => row.name === name)?.id ?? '';
  return { queue, sent, acts, documents, states, idOf };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('a queue of uploads', () => {
  it('sends three at once and the next when one has ended', async () => {
    const { queue, sent, states } = desk(async (id) => documentOf(id));
    queue.add(['a', 'b', 'c', 'd'].map((name) => fileOf(name)));
    expect(states()).toEqual(['a sending', 'b sending', 'c sending', 'd waiting']);
    sent.get('a')?.onWhole('1');
    expect(states()).toContain('a checking');
    await settle();
    expect(states()).toEqual(['a done', 'b sending', 'c sending', 'd sending']);
  });

  it('refuses at once what is too large or empty, and takes the good ones beside it', async () => {
    const { queue, states, acts } = desk(async (id) => documentOf(id));
    queue.add([fileOf('large', 101), fileOf('empty', 0), fileOf('good')]);
    expect(states()).toEqual(['large refused', 'empty refused', 'good sending']);
    expect(queue.snapshot().map((row) => row.problem?.code)).toEqual([
      'payload-too-large',
      'pdf-empty',
      undefined,
    ]);
    expect(acts).toEqual(['start good']);
  });

  it('pauses, goes on, and cancels on the server', () => {
    const { queue, acts, idOf, states } = desk(async (id) => documentOf(id));
    queue.add([fileOf('a')]);
    queue.pause(idOf('a'));
    expect(states()).toEqual(['a paused']);
    queue.resume(idOf('a'));
    queue.cancel(idOf('a'));
    expect(acts).toEqual(['start a', 'pause a', 'start a', 'cancel a']);
    expect(states()).toEqual([]);
  });

  it('goes on by itself when the server is back', async () => {
    const { queue, sent, acts, states } = desk(async (id) => documentOf(id));
    queue.add([fileOf('a')]);
    sent.get('a')?.onProblem(problem(502, 'platform-restarting'));
    expect(states()).toEqual(['a unreachable']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(states()).toEqual(['a sending']);
    expect(acts).toEqual(['start a', 'pause a', 'start a']);
  });

  it('says offline only where there is no line, and waits for it', async () => {
    const { queue, sent, states } = desk(async (id) => documentOf(id));
    queue.add([fileOf('a'), fileOf('b')]);
    sent.get('b')?.onProblem(problem(503, 'service-unavailable'));
    expect(states()).toEqual(['a sending', 'b busy']);
    queue.setOnline(false);
    expect(states()).toEqual(['a offline', 'b offline']);
    expect(queue.snapshot().map((row) => row.retryAtMs)).toEqual([null, null]);
    sent.get('a')?.onProblem(problem(0, 'network-unreachable'));
    await vi.advanceTimersByTimeAsync(500_000);
    expect(states()).toEqual(['a offline', 'b offline']);
    queue.setOnline(true);
    expect(states()).toEqual(['a sending', 'b sending']);
  });

  it('asks a busy server again when it says so, and less often each time', async () => {
    let tries = 0;
    const { queue, sent, acts, documents, states } = desk(async (id) => {
      tries += 1;
      if (tries < 5) throw new ProblemError({ ...problem(503, 'pdf-reader-busy'), retryAfterS: 5 });
      return documentOf(id);
    });
    queue.add([fileOf('a')]);
    sent.get('a')?.onWhole('1');
    const waits = [];
    for (let turn = 0; turn < 4; turn++) {
      await settle();
      expect(states()).toEqual(['a busy']);
      const waitMs = (queue.snapshot()[0]?.retryAtMs ?? 0) - Date.now();
      waits.push(waitMs);
      await vi.advanceTimersByTimeAsync(waitMs - 1);
      expect(tries).toBe(turn + 1);
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(waits).toEqual([5_000, 5_000, 5_000, 8_000]);
    expect([states(), documents]).toEqual([['a done'], ['1']]);
    // The bytes were there: only the judgement was asked for again.
    expect(acts.filter((act) => act === 'start a')).toHaveLength(1);
  });

  it('lets others go first while the server is busy with one', () => {
    const { queue, sent, states } = desk(async (id) => documentOf(id));
    queue.add(['a', 'b', 'c', 'd'].map((name) => fileOf(name)));
    sent.get('a')?.onProblem(problem(429, 'too-many-requests'));
    expect(states()).toEqual(['a busy', 'b sending', 'c sending', 'd sending']);
  });

  it('can be paused, tried at once and cancelled while it waits for a busy server', async () => {
    let tries = 0;
    const { queue, sent, acts, states, idOf } = desk(async () => {
      tries += 1;
      throw new ProblemError({ ...problem(503, 'pdf-reader-busy'), retryAfterS: 5 });
    });
    queue.add([fileOf('a')]);
    sent.get('a')?.onWhole('1');
    await settle();
    queue.pause(idOf('a'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect([states(), tries]).toEqual([['a paused'], 1]);
    expect(queue.snapshot()[0]?.problem).toBeNull();
    queue.resume(idOf('a'));
    await settle();
    expect([states(), tries]).toEqual([['a busy'], 2]);
    queue.resume(idOf('a'));
    await settle();
    expect(tries).toBe(3);
    queue.cancel(idOf('a'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect([states(), tries, acts.at(-1)]).toEqual([[], 3, 'cancel a']);
  });

  it('can be cancelled while it is examined: nobody waits for the answer any more', async () => {
    let seen: AbortSignal | undefined;
    const { queue, sent, acts, documents, states, idOf } = desk(
      (_id, _besides, signal) =>
        new Promise((_resolve, reject) => {
          seen = signal;
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    queue.add([fileOf('a')]);
    sent.get('a')?.onWhole('1');
    expect(states()).toEqual(['a checking']);
    queue.cancel(idOf('a'));
    await settle();
    expect([seen?.aborted, states(), documents, acts.at(-1)]).toEqual([true, [], [], 'cancel a']);
  });

  it('leaves it to a person when the disk of the server is full', () => {
    const { queue, sent, states, idOf } = desk(async (id) => documentOf(id));
    queue.add([fileOf('a')]);
    sent.get('a')?.onProblem(problem(507, 'storage-full'));
    expect(states()).toEqual(['a failed']);
    queue.resume(idOf('a'));
    expect(states()).toEqual(['a sending']);
  });

  it('notices two copies that are examined at the same time', async () => {
    const { queue, sent, documents, states } = desk(async (id) => ({
      ...documentOf(id),
      originalSha256: 'same',
    }));
    queue.add([fileOf('a'), fileOf('b')]);
    sent.get('a')?.onWhole('1');
    sent.get('b')?.onWhole('2');
    await settle();
    expect(states()).toEqual(['a done', 'b duplicate']);
    expect(queue.snapshot()[1]?.document?.duplicateOf).toBe('1');
    expect(documents).toEqual(['1']);
  });

  it('says why a file is refused and holds a duplicate until somebody decides', async () => {
    const besidesSeen: (readonly string[])[] = [];
    const { queue, sent, documents, states, idOf } = desk(async (id, besides) => {
      besidesSeen.push(besides);
      if (id === 'bad') throw new ProblemError(problem(422, 'pdf-encrypted'));
      return documentOf(id, id === 'again' ? 'first' : null);
    });
    queue.add([fileOf('a'), fileOf('b'), fileOf('c')]);
    sent.get('a')?.onWhole('first');
    await settle();
    sent.get('b')?.onWhole('bad');
    sent.get('c')?.onWhole('again');
    await settle();
    expect(states()).toEqual(['a done', 'b refused', 'c duplicate']);
    expect(besidesSeen.at(-1)).toEqual(['there', 'first']);
    expect(documents).toEqual(['first']);
    queue.keepDuplicate(idOf('c'));
    expect(documents).toEqual(['first', 'again']);
  });
});
