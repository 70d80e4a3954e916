import { describe, expect, it } from 'vitest';
import { attachmentHeader } from './attachment-header.js';
import { readCursor, toPage, writeCursor } from './cursor.js';
import { DownloadLinks } from './download-links.js';
import { RateLimiter } from './rate-limiter.js';

const id = '01a203d4-35c0-74a5-a92e-692285ed6b55';

describe('Content-Disposition', () => {
  it.each([
    [
      'Vertrag – Köln.pdf',
      `attachment; filename="Vertrag  Koln.pdf"; filename*=UTF-8''Vertrag%20%E2%80%93%20K%C3%B6ln.pdf`,
    ],
    ['../../etc/passwd', `attachment; filename="-..-etc-passwd"; filename*=UTF-8''-..-etc-passwd`],
    [
      'a\r\nSet-Cookie: x=1.pdf',
      `attachment; filename="aSet-Cookie- x=1.pdf"; filename*=UTF-8''aSet-Cookie-%20x%3D1.pdf`,
    ],
    ['日本.pdf', `attachment; filename="document.pdf"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.pdf`],
    ['\u202Efdp.exe', `attachment; filename="fdp.exe"; filename*=UTF-8''fdp.exe`],
    ['', `attachment; filename="document.pdf"; filename*=UTF-8''document.pdf`],
  ])('%j', (name, header) => {
    expect(attachmentHeader(name)).toBe(header);
  });
});

describe('a cursor', () => {
  it('comes back as it went, to the millisecond', () => {
    const last = { createdAt: new Date('2026-06-01T12:00:00.123Z'), id };
    expect(readCursor(writeCursor(last))).toEqual(last);
  });

  it.each([
    '',
    'x',
    Buffer.from('2026 nothing').toString('base64url'),
    Buffer.from(`never ${id}`).toString('base64url'),
  ])('refuses %j', (text) => {
    expect(() => readCursor(text)).toThrow(expect.objectContaining({ code: 'cursor-invalid' }));
  });

  it('is given only when there is a next page', () => {
    const rows = [1, 2, 3].map((second) => ({ createdAt: new Date(second * 1000), id }));
    expect(toPage(rows, 3, (row) => row.id)).toEqual({ items: [id, id, id], nextCursor: null });
    const { items, nextCursor } = toPage(rows, 2, (row) => row.createdAt.getTime());
    expect(items).toEqual([1000, 2000]);
    expect(readCursor(nextCursor ?? '').createdAt).toEqual(new Date(2000));
  });
});

describe('a rate limit', () => {
  it('lets a burst through, then a few per minute, each caller for itself', () => {
    let nowMs = 0;
    const limiter = new RateLimiter({ burst: 3, perMinute: 6 }, () => nowMs);
    expect([1, 2, 3, 4].map(() => limiter.tryTake('a'))).toEqual([0, 0, 0, 10]);
    expect(limiter.tryTake('b')).toBe(0);
    nowMs = 10_000;
    expect([1, 2].map(() => limiter.tryTake('a'))).toEqual([0, 10]);
    expect(() => limiter.take('a')).toThrow(
      expect.objectContaining({ code: 'too-many-requests', retryAfterSeconds: 10 }),
    );
  });
});

describe('a download link', () => {
  const links = new DownloadLinks(new TextEncoder().encode('a secret of at least 32 characters'));
  const granted = {
    organisationId: id,
    envelopeId: id,
    kind: 'sealed',
    reader: 'member',
    untilSeq: 0,
    expiresAtMs: 1_000,
  } as const;

  it('works until it ends, and only as it was written', () => {
    const token = links.write(granted);
    expect(links.read(token, 999)).toEqual(granted);
    const forged = `${Buffer.from(JSON.stringify({ ...granted, kind: 'original' })).toString('base64url')}.${token.split('.')[1]}`;
    for (const bad of [forged, `${token}x`, token.slice(0, -2), 'x', '']) {
      expect(() => links.read(bad, 999)).toThrow(expect.objectContaining({ code: 'download-link-invalid' }));
    }
    expect(() => links.read(token, 1_001)).toThrow(
      expect.objectContaining({ code: 'download-link-invalid' }),
    );
    const other = new DownloadLinks(new TextEncoder().encode('another secret of 32 characters!!'));
    expect(() => other.read(token, 999)).toThrow(expect.objectContaining({ code: 'download-link-invalid' }));
  });
});
