import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '@/api/problem';
import type { UploadedDocument } from '@/api/upload';
import { type SendingEvents, UploadQueue } from './upload-queue';

const limits = { maxBytes: 100, maxPages: 10, maxDocuments: 5 };
const fileOf = (name: string, size = 10) => new File([new Uint8Array(size)], name);
const problem = (status: number, code: string) => ({ status, code, title: '', detail: code, errors: [] });
const documentOf = (id: string, duplicateOf: string | null = null) =>
  ({ id, name: id, duplicateOf, pageCount: 1, originalSha256: id }) as unknown as UploadedDocument;

function desk(finish: (id: string, besides: readonly string[]) => Promise<UploadedDocument>) {
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
      retryAfterMs: 50,
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

  it('goes on by itself when the line or the server is back', async () => {
    const { queue, sent, acts, states } = desk(async (id) => documentOf(id));
    queue.add([fileOf('a')]);
    sent.get('a')?.onProblem(problem(502, 'platform-restarting'));
    expect(states()).toEqual(['a offline']);
    await vi.advanceTimersByTimeAsync(60);
    expect(states()).toEqual(['a sending']);
    queue.setOnline(false);
    await vi.advanceTimersByTimeAsync(500);
    expect(states()).toEqual(['a offline']);
    queue.setOnline(true);
    expect(acts.at(-1)).toBe('start a');
  });

  it('asks only for the finish again when all bytes are there', async () => {
    let tries = 0;
    const { queue, sent, acts, documents } = desk(async (id) => {
      tries += 1;
      if (tries === 1) throw new ProblemError(problem(0, 'network-unreachable'));
      return documentOf(id);
    });
    queue.add([fileOf('a')]);
    sent.get('a')?.onWhole('1');
    await vi.advanceTimersByTimeAsync(100);
    expect([tries, documents]).toEqual([2, ['1']]);
    expect(acts.filter((act) => act === 'start a')).toHaveLength(1);
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
