import { describe, expect, it } from 'vitest';
import { samplePng } from '../../testing/sample-pictures.js';
import { pictureToPdf } from './picture-to-pdf.js';

const textOf = async (upload: Uint8Array) =>
  Buffer.from((await pictureToPdf(upload))?.bytes ?? []).toString('latin1');

describe('the page', () => {
  const grey = (width: number, height: number, perMetre?: number) => {
    const density = Buffer.alloc(9);
    density.writeUInt32BE(perMetre ?? 0, 0);
    density.writeUInt32BE(perMetre ?? 0, 4);
    density[8] = 1;
    return samplePng({
      ...{ width, height, bitDepth: 1, colourType: 0 },
      rows: Array.from({ length: height }, () => Buffer.alloc(Math.ceil(width / 8))),
      chunks: perMetre ? [['pHYs', density]] : [],
    });
  };
  const pageOf = async (upload: Uint8Array) =>
    /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/
      .exec(await textOf(upload))
      ?.slice(1)
      .map(Number);
  const boxOf = async (upload: Uint8Array) =>
    /q ([\d.-]+) 0 0 ([\d.-]+) ([\d.-]+) ([\d.-]+) cm/
      .exec(await textOf(upload))
      ?.slice(1)
      .map(Number);

  it('of a scan has the size the scan states', async () => {
    expect(await pageOf(grey(2480, 3508, 11_811))).toEqual([595.2, 841.92]);
    expect(await pageOf(grey(1700, 2200, 7_874))).toEqual([612, 792]);
  });

  it('of a photograph is its own shape, as large as fits on A4, and all picture', async () => {
    const photo = grey(3024, 4032);
    expect(await pageOf(photo)).toEqual([595.28, 793.71]);
    expect(await boxOf(photo)).toEqual([595.28, 793.71, 0, 0]);
    expect(await pageOf(grey(4032, 3024))).toEqual([793.71, 595.28]);
    // 72 dots an inch is what cameras write who know no size.
    expect(await pageOf(grey(3024, 4032, 2_835))).toEqual([595.28, 793.71]);
  });

  it('of a picture in the shape of paper is that paper', async () => {
    expect(await pageOf(grey(1000, 1414))).toEqual([595.28, 841.89]);
    expect(await pageOf(grey(1275, 1650))).toEqual([612, 792]);
  });

  it('of something small or long is A4 with white around it', async () => {
    expect(await pageOf(grey(200, 100))).toEqual([595.28, 841.89]);
    expect(await boxOf(grey(200, 100))).toEqual([150, 75, 222.64, 730.89]);
    expect(await pageOf(grey(1000, 3000))).toEqual([595.28, 841.89]);
    expect(await pageOf(grey(3000, 300))).toEqual([595.28, 841.89]);
  });

  it('is tagged, with a text in place of the picture', async () => {
    const pdf = await textOf(grey(100, 100));
    for (const part of ['/Marked true', '/S /Figure', '/Alt <', '/ParentTree']) expect(pdf).toContain(part);
  });
});
