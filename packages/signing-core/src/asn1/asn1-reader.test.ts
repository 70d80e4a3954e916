import { describe, expect, it } from 'vitest';
import {
  Asn1Refusal,
  parseAsn1,
  readEnumerated,
  readOctets,
  readSmallNumber,
  sequenceItems,
  taggedContent,
  taggedItems,
} from './asn1-reader.js';
import { octetString, sequence } from './der.js';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const parsed = (hex: string) => parseAsn1(bytes(hex));

describe('one value', () => {
  it.each([
    ['something follows it', '0201 01 00'],
    ['its length ends inside of what is in it', '3003 0203 010203'],
    ['it is cut off', '3004 0201 01'],
    ['there is none', ''],
  ])('is refused when %s', (_name, hex) => {
    expect(() => parsed(hex)).toThrowError(Asn1Refusal);
  });

  it('may have as many parts as its reader allows', () => {
    const many = Uint8Array.from(sequence(...Array.from({ length: 60 }, () => octetString(Buffer.of(1)))));
    expect(sequenceItems(parseAsn1(many, 200))).toHaveLength(60);
    expect(() => parseAsn1(many, 50)).toThrowError(Asn1Refusal);
  });
});

describe('a number', () => {
  it('is an INTEGER or an ENUMERATED, never one for the other', () => {
    expect(readSmallNumber(parsed('020105'))).toBe(5);
    expect(readEnumerated(parsed('0a0105'))).toBe(5);
    expect(() => readSmallNumber(parsed('0a0105'))).toThrowError(Asn1Refusal);
    expect(() => readEnumerated(parsed('020105'))).toThrowError(Asn1Refusal);
  });

  it.each([
    ['negative', '0201ff'],
    ['beyond 2^31', '02050080000000'],
    ['in pieces', '2203020105'],
  ])('is refused when it is %s', (_name, hex) => {
    expect(() => readSmallNumber(parsed(hex))).toThrowError(Asn1Refusal);
  });
});

it('octets in pieces are refused: two readers join them differently', () => {
  expect(() => readOctets(parsed('2403040101'))).toThrowError(Asn1Refusal);
});

it('a context tag is read as what it is, constructed or primitive', () => {
  expect(taggedItems(parsed('a003020101'), 0)).toHaveLength(1);
  expect(taggedItems(parsed('a003020101'), 1)).toBeNull();
  expect(taggedItems(parsed('8001ff'), 0)).toBeNull();
  expect(taggedContent(parsed('8001ff'), 0)).toEqual(bytes('ff'));
  expect(taggedContent(parsed('a003020101'), 0)).toBeNull();
});
