import { describe, expect, it } from 'vitest';
import { jcsBytes } from './canonical.js';
import { hasPublicVectors, listVectors, readVector } from './testing/public-vectors.js';

describe.skipIf(!hasPublicVectors('jcs'))('the vectors of the authors of RFC 8785', () => {
  const files = hasPublicVectors('jcs') ? listVectors('.json', 'jcs', 'testdata', 'input') : [];

  it('are six', () => expect(files).toHaveLength(6));

  it.each(files)('%s', (file) => {
    const written = new TextDecoder().decode(jcsBytes(JSON.parse(readVector(file))));
    expect(written).toBe(readVector(file.replace('input', 'output')).trimEnd());
  });
});
