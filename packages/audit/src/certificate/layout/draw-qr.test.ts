import decodeQr from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { formatVerifyLink } from '../../verify-link.js';
import { qrModules } from './draw-qr.js';

const PIXELS = 4;

describe('the code on a certificate', () => {
  const link = { envelopeId: '01980000-0000-7000-8000-000000000001', headHashHex: '5c'.repeat(32) };
  const url = formatVerifyLink('https://sign.a-long-name-of-an-organisation.example.org', link);
  const modules = qrModules(url);

  it('reads back', () => {
    const side = modules.length * PIXELS;
    const data = new Uint8Array(side * side * 3).fill(255);
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++)
        if (modules[Math.floor(y / PIXELS)]?.[Math.floor(x / PIXELS)])
          data.fill(0, (y * side + x) * 3, (y * side + x) * 3 + 3);
    expect(decodeQr({ width: side, height: side, data })).toBe(url);
  });

  it('has four light modules around it', () => {
    const edge = [0, 1, 2, 3].flatMap((n) => [n, modules.length - 1 - n]);
    for (const line of edge) expect(modules[line]?.some(Boolean)).toBe(false);
    for (const row of modules) expect(edge.some((column) => row[column])).toBe(false);
  });
});
