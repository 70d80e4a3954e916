import { describe, expectTypeOf, it } from 'vitest';
import type { DigestSigner } from '../keys/digest-signer.js';
import type { Timestamper } from '../timestamp/token.js';
import type { ValidationData } from '../x509/validation-data.js';
import { addDocumentTimestamp } from './add-document-timestamp.js';
import { addValidationData } from './add-validation-data.js';
import { completeSignature } from './complete-signature.js';
import { embed } from './embed.js';
import { prepare } from './prepare.js';
import { requestSignature } from './request-signature.js';
import { sign } from './sign.js';
import type {
  AwaitingSignature,
  ExtendedPdf,
  PreparedPdf,
  SealedPdf,
  SignedPdf,
  TimestampedPdf,
} from './stages.js';
import { timestampSignature } from './timestamp-signature.js';

declare const pdf: Uint8Array;
declare const prepared: PreparedPdf;
declare const awaiting: AwaitingSignature;
declare const signed: SignedPdf;
declare const timestamped: TimestampedPdf;
declare const sealed: SealedPdf;
declare const extended: ExtendedPdf;
declare const signer: DigestSigner;
declare const timestamper: Timestamper;
declare const data: ValidationData;

// Never run: the compiler reads it. Each @ts-expect-error fails `tsc` as soon as its line compiles.
export const wrongOrder = (): unknown[] => [
  // @ts-expect-error nothing is signed before it is prepared
  sign(pdf, signer),
  // @ts-expect-error a sealed file is not signed again by the same stage
  sign(sealed, signer),
  // @ts-expect-error what waits for a signature is not prepared for another
  requestSignature(awaiting, signer),
  // @ts-expect-error a signature is completed from its request, not from the document
  completeSignature(prepared, pdf),
  // @ts-expect-error only a signature can be timestamped
  timestampSignature(prepared, timestamper),
  // @ts-expect-error and only once
  timestampSignature(timestamped, timestamper),
  // @ts-expect-error nothing is embedded before it is signed
  embed(prepared),
  // @ts-expect-error nor while the signer is thinking
  embed(awaiting),
  // @ts-expect-error nor twice
  embed(sealed),
  // @ts-expect-error validation data go into a finished file
  addValidationData(prepared, data),
  // @ts-expect-error also when it is signed: the container is still empty
  addValidationData(signed, data),
  // @ts-expect-error a document timestamp covers a finished file
  addDocumentTimestamp(timestamped, timestamper),
  // @ts-expect-error a new revision starts from bytes, not from a stage
  prepare(prepared, { name: '', reason: '', signedAt: new Date(0) }),
];

describe('the order of the stages', () => {
  it('is in the types', () => {
    expectTypeOf(requestSignature).returns.toEqualTypeOf<AwaitingSignature>();
    expectTypeOf(completeSignature).parameter(0).toEqualTypeOf<AwaitingSignature>();
    expectTypeOf(embed).parameter(0).toEqualTypeOf<SignedPdf | TimestampedPdf>();
    expectTypeOf(embed).returns.toEqualTypeOf<SealedPdf>();
    expectTypeOf(addValidationData).parameter(0).toEqualTypeOf<Uint8Array | SealedPdf | ExtendedPdf>();
    expectTypeOf<typeof extended>().toExtend<Parameters<typeof addDocumentTimestamp>[0]>();
  });
});
