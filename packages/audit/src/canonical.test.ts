import { describe, expect, it } from 'vitest';
import { canonicalBytes, jcsBytes, parseCanonical } from './canonical.js';

const text = (value: unknown) => new TextDecoder().decode(canonicalBytes(value));
const bytes = (json: string) => new TextEncoder().encode(json);

describe('canonicalBytes follows RFC 8785', () => {
  it('§ 3.2.3: sorts members by UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      // The RFC's own list has U+FB33 here, which is not NFC and therefore refused below.
      '\ufb02': 'Latin Small Ligature Fl',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const names = Object.values(JSON.parse(text(value)) as Record<string, string>);
    const order = [...text(value).matchAll(/:"([^"]+)"/g)].map((match) => match[1]);
    expect(names).toHaveLength(7);
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Latin Small Ligature Fl',
    ]);
  });

  it('§ 3.2.2.2: escapes strings as ECMAScript does, and nothing more', () => {
    expect(text('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
    expect(text('\b\t\n\f\r\u007f\u2028')).toBe('"\\b\\t\\n\\f\\r\u007f\u2028"');
  });

  it('§ 3.2.2: literals, whole numbers, no white space, nested order', () => {
    expect(text({ literals: [null, true, false] })).toBe('{"literals":[null,true,false]}');
    expect(text({ b: [3, -4, 0], a: { d: 9007199254740991, c: {} } })).toBe(
      '{"a":{"c":{},"d":9007199254740991},"b":[3,-4,0]}',
    );
  });
});

describe('canonicalBytes refuses what a serialiser would bend in silence', () => {
  it.each([
    ['undefined', { a: undefined }],
    ['an undefined element', [undefined]],
    ['a fraction', { a: 0.5 }],
    ['2^53', 2 ** 53],
    ['minus zero', -0],
    ['NaN', Number.NaN],
    ['a big integer', 1n],
    ['a date', new Date(0)],
    ['an object with toJSON', Object.create({ toJSON: () => 1 })],
    ['a lone surrogate', '\ud800'],
    ['text that is not NFC', 'e\u0301'],
    ['a member name that is not NFC', { 'e\u0301': 1 }],
    ['U+FB33 of the RFC’s list', '\ufb33'],
    ['a symbol member', { [Symbol('a')]: 1 }],
    ['a hole', new Array(1)],
  ])('%s', (_name, value) => {
    expect(() => canonicalBytes(value)).toThrow(expect.objectContaining({ code: 'value-not-canonical' }));
  });

  it('deep nesting, instead of a stack overflow', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 50_000; level += 1) deep = [deep];
    expect(() => canonicalBytes(deep)).toThrow(expect.objectContaining({ code: 'value-not-canonical' }));
  });
});

describe('parseCanonical', () => {
  it('reads what canonicalBytes wrote', () => {
    const value = { a: [1, 'é', null], b: { c: true } };
    expect(parseCanonical(canonicalBytes(value))).toEqual(value);
  });

  it.each([
    ['white space', '{"a": 1}'],
    ['a doubled member', '{"a":1,"a":1}'],
    ['members out of order', '{"b":1,"a":1}'],
    ['another spelling of a number', '{"a":1e0}'],
    ['another spelling of a letter', '{"a":"\\u0041"}'],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['a line end', '{"a":1}\n'],
    ['no JSON', '{"a":'],
  ])('refuses %s', (_name, json) => {
    expect(() => parseCanonical(bytes(json))).toThrow(
      expect.objectContaining({ code: 'value-not-canonical' }),
    );
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => parseCanonical(Uint8Array.of(0x22, 0xc3, 0x22))).toThrow(
      expect.objectContaining({ code: 'value-not-canonical' }),
    );
  });
});

describe('jcsBytes is RFC 8785 as it stands', () => {
  const plain = (value: unknown) => new TextDecoder().decode(jcsBytes(value));

  it('§ 3.2.4: the sample of the RFC', () => {
    // The RFC's 333333333.33333329, as JavaScript reads it.
    const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001];
    expect(plain({ numbers, string: '\u20ac$\u000f\nA\'B"\\\\"/', literals: [null, true, false] })).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'],
    [999999999999999700000, '999999999999999700000'],
    [0.000001, '0.000001'],
    [333333333.3333332, '333333333.3333332'],
  ])('appendix B: %s', (number, text) => {
    expect(plain(number)).toBe(text);
  });

  it('keeps any Unicode form, and still refuses what JSON cannot hold', () => {
    expect(plain('e\u0301')).toBe('"e\u0301"');
    for (const value of [Number.NaN, { a: undefined }, '\ud800', new Date(0)]) {
      expect(() => jcsBytes(value)).toThrow(expect.objectContaining({ code: 'value-not-canonical' }));
    }
  });
});
