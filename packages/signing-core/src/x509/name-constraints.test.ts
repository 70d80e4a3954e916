import * as asn1js from 'asn1js';
import { describe, expect, it } from 'vitest';
import { X509_OID } from '../asn1/object-identifiers.js';
import { fromLatin1 } from '../runtime/bytes.js';
import { createTestRoot, TEST_TIMES, testExtension } from '../testing/test-authority.js';
import { validatePath } from './validate-path.js';

const EMAIL = 1;
const DNS = 2;
const URI = 6;
const IP = 7;

const text = (tagNumber: number, value: string) =>
  new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber }, valueHex: fromLatin1(value) });
const address = (...bytes: number[]) =>
  new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: IP }, valueHex: Uint8Array.from(bytes) });
const directory = (organisation: string) =>
  new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: 4 }, value: [nameOf(organisation)] });

function nameOf(organisation: string): asn1js.Sequence {
  const attribute = new asn1js.Sequence({
    value: [
      new asn1js.ObjectIdentifier({ value: X509_OID.organisation }),
      new asn1js.PrintableString({ value: organisation }),
    ],
  });
  return new asn1js.Sequence({ value: [new asn1js.Set({ value: [attribute] })] });
}

const constraints = (tagNumber: 0 | 1, ...names: asn1js.BaseBlock[]) =>
  testExtension(
    X509_OID.nameConstraints,
    true,
    new asn1js.Sequence({
      value: [
        new asn1js.Constructed({
          idBlock: { tagClass: 3, tagNumber },
          value: names.map((name) => new asn1js.Sequence({ value: [name] })),
        }),
      ],
    }),
  );
const permitted = (...names: asn1js.BaseBlock[]) => constraints(0, ...names);
const excluded = (...names: asn1js.BaseBlock[]) => constraints(1, ...names);
const alternative = (...names: asn1js.BaseBlock[]) =>
  testExtension(X509_OID.subjectAltName, false, new asn1js.Sequence({ value: names }));

describe('name constraints', () => {
  it.each([
    ['a permitted organisation', permitted(directory('TESTS')), null, true],
    ['another organisation', permitted(directory('Others')), null, false],
    ['an excluded organisation', excluded(directory('Tests')), null, false],
    ['mail of a permitted host', permitted(text(EMAIL, 'example.org')), text(EMAIL, 'ada@Example.org'), true],
    ['mail of a host below', permitted(text(EMAIL, 'example.org')), text(EMAIL, 'ada@x.example.org'), false],
    [
      'mail below a permitted domain',
      permitted(text(EMAIL, '.example.org')),
      text(EMAIL, 'ada@x.example.org'),
      true,
    ],
    [
      'a mail address that only ends alike',
      permitted(text(EMAIL, 'example.org')),
      text(EMAIL, 'ada@evilexample.org'),
      false,
    ],
    ['a host below a permitted one', permitted(text(DNS, 'example.org')), text(DNS, 'a.example.org'), true],
    ['a host that only ends alike', permitted(text(DNS, 'example.org')), text(DNS, 'badexample.org'), false],
    ['an excluded host', excluded(text(DNS, 'example.org')), text(DNS, 'a.example.org'), false],
    [
      'a URI of a permitted host',
      permitted(text(URI, 'example.org')),
      text(URI, 'https://example.org/a'),
      true,
    ],
    [
      'a URI that hides its host',
      permitted(text(URI, 'example.org')),
      text(URI, 'https://example.org@evil.org/'),
      false,
    ],
    ['an address within', permitted(address(10, 0, 0, 0, 255, 0, 0, 0)), address(10, 1, 2, 3), true],
    ['an address outside', permitted(address(10, 0, 0, 0, 255, 0, 0, 0)), address(11, 1, 2, 3), false],
    [
      'a kind that is not constrained',
      permitted(text(DNS, 'example.org')),
      text(EMAIL, 'ada@elsewhere.org'),
      true,
    ],
  ])('%s', async (_title, constraint, name, accepted) => {
    const root = await createTestRoot();
    const middle = await root.issueAuthority({ extensions: [constraint] });
    const leaf = await middle.issue(name ? { extensions: [alternative(name)] } : {});
    const result = await validatePath(
      leaf.der,
      [middle.der],
      [root.certificate],
      TEST_TIMES.at,
      'document-signing',
    );
    expect(result.state === 'invalid' ? result.code : result.state).toBe(
      accepted ? 'trusted' : 'name-constraints',
    );
  });
});
