import { describe, expect, it } from 'vitest';
import { demoSigners, maxSigners } from './demo-signers.js';
import { foreignFileArea, layOutFields, ownContractArea } from './field-layout.js';

const counts = Array.from({ length: maxSigners }, (_, at) => at + 1);

describe('layOutFields', () => {
  it.each(counts)('keeps every field of %i signers on the page and apart from the others', (count) => {
    for (const area of [ownContractArea, foreignFileArea]) {
      const fields = layOutFields(demoSigners(count, 'run'), { documentId: 'd', pageNumber: 3, area });
      expect(new Set(fields.map((field) => field.recipientKey)).size).toBe(count);
      for (const [at, a] of fields.entries()) {
        expect(a.x).toBeGreaterThan(0);
        expect(a.x + a.width).toBeLessThan(1);
        expect(a.y).toBeGreaterThanOrEqual(area.top);
        expect(a.y + a.height).toBeLessThanOrEqual(area.bottom);
        expect(a.height).toBeGreaterThan(0.005);
        for (const b of fields.slice(at + 1)) {
          const apart =
            a.x + a.width <= b.x + 1e-9 ||
            b.x + b.width <= a.x + 1e-9 ||
            a.y + a.height <= b.y + 1e-9 ||
            b.y + b.height <= a.y + 1e-9;
          expect(apart, `${a.label} of ${a.recipientKey} and ${b.label} of ${b.recipientKey}`).toBe(true);
        }
      }
    }
  });

  it('gives every signer a signature', () => {
    const fields = layOutFields(demoSigners(5, 'run'), {
      documentId: 'd',
      pageNumber: 1,
      area: ownContractArea,
    });
    expect(fields.filter((field) => field.type === 'signature')).toHaveLength(5);
  });
});

describe('demoSigners', () => {
  it('never gives two signers the same name or address', () => {
    const signers = demoSigners(maxSigners, 'run');
    expect(new Set(signers.map((signer) => signer.email)).size).toBe(maxSigners);
    expect(new Set(signers.map((signer) => signer.name)).size).toBe(maxSigners);
  });

  it('lets the first sign alone and the others side by side', () => {
    expect(demoSigners(3, 'run').map((signer) => signer.routingOrder)).toEqual([1, 2, 2]);
  });
});
