import type { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
  Certificate,
  CertificateRevocationList,
  Extension,
  Extensions,
  RevokedCertificate,
  Time,
} from 'pkijs';
import { X509_OID } from '../asn1/object-identifiers.js';
import { fromHex } from '../runtime/bytes.js';
import type { CertificateExtension } from '../x509/certificate-extensions.js';
import { authorityKeyExtension, certificateTime, extension } from './issue-certificate.js';
import { signStructure } from './sign-structure.js';

export interface RevokedEntry {
  readonly serialNumberHex: string;
  readonly revokedAt: Date;
  /** CRLReason (RFC 5280 § 5.3.1); left out for "unspecified". */
  readonly reasonCode?: number;
  /** When the key was really lost, where that is known. */
  readonly invalidSince?: Date;
}

/** What one list says (RFC 5280 § 5.1). */
export interface CrlRequest {
  readonly issuerCertificateDer: Uint8Array;
  readonly issuerKey: webcrypto.CryptoKey;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly revoked?: readonly RevokedEntry[];
  /** Beside CRL number and key identifier. */
  readonly extensions?: readonly CertificateExtension[];
}

/** Issues one complete list, signed with SHA-256; its number is thisUpdate in seconds, so it only grows. Answers DER. */
export async function issueCrl(request: CrlRequest): Promise<Uint8Array> {
  const issuer = Certificate.fromBER(request.issuerCertificateDer.slice());
  const list = new CertificateRevocationList();
  list.version = 1;
  list.issuer = issuer.subject;
  list.thisUpdate = certificateTime(request.thisUpdate);
  list.nextUpdate = certificateTime(request.nextUpdate);
  if (request.revoked?.length) list.revokedCertificates = request.revoked.map(encodeEntry);
  const number = Math.floor(request.thisUpdate.getTime() / 1000);
  list.crlExtensions = new Extensions({
    extensions: [
      authorityKeyExtension(issuer.subjectPublicKeyInfo),
      extension(X509_OID.crlNumber, false, new asn1js.Integer({ value: number })),
      ...(request.extensions ?? []).map(
        ({ oid: extnID, critical, valueDer }) =>
          new Extension({ extnID, critical, extnValue: new Uint8Array(valueDer).buffer }),
      ),
    ],
  });
  await signStructure(list, request.issuerKey);
  return new Uint8Array(list.toSchema(true).toBER(false));
}

function encodeEntry(entry: RevokedEntry): RevokedCertificate {
  const { reasonCode, invalidSince } = entry;
  const extensions: Extension[] = [];
  if (reasonCode !== undefined)
    extensions.push(extension(X509_OID.crlReason, false, new asn1js.Enumerated({ value: reasonCode })));
  if (invalidSince)
    extensions.push(
      extension(X509_OID.invalidityDate, false, new asn1js.GeneralizedTime({ valueDate: invalidSince })),
    );
  return new RevokedCertificate({
    userCertificate: new asn1js.Integer({ valueHex: fromHex(entry.serialNumberHex) ?? new Uint8Array(1) }),
    revocationDate: new Time({ type: 0, value: entry.revokedAt }),
    ...(extensions.length > 0 ? { crlEntryExtensions: new Extensions({ extensions }) } : {}),
  });
}
