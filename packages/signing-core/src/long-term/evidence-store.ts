import { toHex } from '../runtime/bytes.js';
import { type ParsedCertificate, parseReadable } from '../x509/certificate.js';
import { sameName } from '../x509/distinguished-name.js';
import { parseCrl } from '../x509/parse-crl.js';
import { parseOcspResponse } from '../x509/parse-ocsp.js';
import type { RevocationAnswer } from '../x509/revocation-source.js';
import type { ValidationData } from '../x509/validation-data.js';

/** Validation data as it is gathered: no value twice, and nothing that is about other authorities. */
export class EvidenceStore {
  private readonly certificates = new Map<string, Uint8Array>();
  private readonly crls = new Map<string, Uint8Array>();
  private readonly answers = new Map<string, Uint8Array>();

  constructor(private readonly known: ValidationData) {}

  addCertificates(certificates: readonly ParsedCertificate[]): void {
    for (const { der } of certificates) this.certificates.set(toHex(der), der);
  }

  /** Takes what may be about `certificate`; answers the responders whose certificates came along. */
  addAnswer(answer: RevocationAnswer, certificate: ParsedCertificate): ParsedCertificate[] {
    for (const der of answer.crlsDer) if (isListOf(der, certificate)) this.crls.set(toHex(der), der);
    const responders: ParsedCertificate[] = [];
    for (const der of answer.ocspResponsesDer) {
      const embedded = readResponders(der);
      if (!embedded) continue;
      this.answers.set(toHex(der), der);
      responders.push(...embedded);
    }
    this.addCertificates(responders);
    return responders;
  }

  /** What was gathered. */
  get gathered(): ValidationData {
    return {
      certificatesDer: [...this.certificates.values()],
      crlsDer: [...this.crls.values()],
      ocspResponsesDer: [...this.answers.values()],
    };
  }

  /** That, and what the file carries already. */
  get everything(): ValidationData {
    const { certificatesDer, crlsDer, ocspResponsesDer } = this.gathered;
    return {
      certificatesDer: [...certificatesDer, ...this.known.certificatesDer],
      crlsDer: [...crlsDer, ...this.known.crlsDer],
      ocspResponsesDer: [...ocspResponsesDer, ...this.known.ocspResponsesDer],
    };
  }
}

function isListOf(der: Uint8Array, certificate: ParsedCertificate): boolean {
  try {
    return sameName(parseCrl(der).issuer, certificate.issuer);
  } catch {
    return false;
  }
}

/** Null for something that is no answer. */
function readResponders(der: Uint8Array): ParsedCertificate[] | null {
  try {
    return parseReadable(parseOcspResponse(der).certificatesDer);
  } catch {
    return null;
  }
}
