import { describe, expect, it } from 'vitest';
import { record, redo, startHistory, undo } from './history';

describe('undo', () => {
  it('walks back and forth', () => {
    const two = record(record(startHistory('a'), 'b', null, 0), 'c', null, 0);
    expect(undo(two).present).toBe('b');
    expect(undo(undo(two)).present).toBe('a');
    expect(undo(undo(undo(two))).present).toBe('a');
    expect(redo(undo(two)).present).toBe('c');
    expect(redo(two)).toBe(two);
  });

  it('joins quick changes of the same thing into one step', () => {
    const typed = record(record(startHistory(''), 'A', 'title', 0), 'Ad', 'title', 100);
    expect(undo(typed).present).toBe('');
  });

  it('keeps slow or different changes apart', () => {
    const slow = record(record(startHistory(''), 'A', 'title', 0), 'Ad', 'title', 5000);
    expect(undo(slow).present).toBe('A');
    const other = record(record(startHistory(''), 'A', 'title', 0), 'B', 'message', 10);
    expect(undo(other).present).toBe('A');
  });

  it('makes one step of one drag, however slow', () => {
    const dragged = record(record(startHistory(0), 1, 'drag:f:1', 0), 2, 'drag:f:1', 60_000);
    expect(undo(dragged).present).toBe(0);
  });

  it('does not join what comes after an undo to what came before it', () => {
    const back = undo(record(record(startHistory(0), 1, 'x', 0), 2, 'y', 1));
    expect(undo(record(back, 3, 'x', 2)).present).toBe(1);
  });

  it('forgets the future once something else is done', () => {
    const branched = record(undo(record(startHistory(0), 1, null, 0)), 2, null, 1);
    expect(redo(branched).present).toBe(2);
  });

  it('ignores a change that changes nothing', () => {
    const start = startHistory({ a: 1 });
    expect(record(start, start.present, null, 0)).toBe(start);
  });
});
