export { buildCertificate, type CertificateInput } from './build-certificate.js';
export type {
  CertificateData,
  CertificateDocument,
  CertificateEvent,
  CertificateParty,
  EnvelopeEnding,
  PartyRole,
} from './certificate-data.js';
export type { CertificateFonts } from './layout/faces.js';
export type { TypesetDocument, TypesetFont, TypesetLine, Typesetter } from './layout/typesetter.js';
export { renderCertificate } from './render-certificate.js';
