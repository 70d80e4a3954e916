import type { CertificateWords } from './certificate-words.js';

const SIMPLE = 'Simple electronic signature (eIDAS Art. 3(10)).';

const kinds = { phone: 'phone', tablet: 'tablet', computer: 'computer' };

export const en: CertificateWords = {
  language: 'en',
  languageName: 'English',
  parties: 'The parties',
  roles: { signer: 'Signer', approver: 'Approver', copy: 'Receives a copy' },
  outcomes: {
    signed: 'Signed',
    approved: 'Approved',
    declined: 'Declined',
    opened: 'Opened, did not act',
    invited: 'Invited, did not open',
    'not-reached': 'Not invited',
    copy: 'Copy',
  },
  labels: {
    signature: 'Signature',
    identified: 'Identified',
    assurance: 'Assurance',
    invited: 'Invited',
    opened: 'Opened',
    consented: 'Consented',
    consentText: 'Consent text SHA-256',
    signed: 'Signed',
    approved: 'Approved',
    declined: 'Declined',
    reason: 'Reason',
    ipAddress: 'IP address',
    device: 'Device',
  },
  identification: {
    'revealed-link': {
      method:
        'By a personal link that was sent to this e-mail address and was also shown to the sender. It does not show access ' +
        'to the mailbox.',
      assurance: `${SIMPLE} Lowered, because somebody else could have used the link.`,
    },
    'mailed-link': {
      method:
        'By a personal link, sent to this e-mail address only. It shows access to the mailbox; no identity document or ' +
        'second factor was checked.',
      assurance: SIMPLE,
    },
    'email-code': {
      method:
        'By a personal link and a one-time code, both sent to this e-mail address. The code shows access to the mailbox at ' +
        'the time of signing; no identity document was checked.',
      assurance: `${SIMPLE} Access to the mailbox was confirmed at the time.`,
    },
    passkey: {
      method:
        'By a passkey: a cryptographic key on a device of the recipient, unlocked by them for this act. No identity ' +
        'document was checked.',
      assurance: `${SIMPLE} Confirmed with a key in the possession of the recipient.`,
    },
  },
  otherIdentification: (recorded) => ({ method: `Recorded as: ${recorded}.`, assurance: SIMPLE }),
  consent: (textVersion) => `To sign electronically, by the text of version ${textVersion}.`,
  erasedName: 'Name erased on request',
  erasedAddress: 'Address erased on request',
  erasedSignature: 'Erased on request. The record still holds its commitment.',
  signatureNotKept: 'The record holds the fingerprint of the drawing; the drawing itself was not kept.',
  signatureAlt: (name) => `Signature of ${name}`,
  device: ({ browser, system, kind }) =>
    `${browser} on ${system}${kind ? ` (${kinds[kind]})` : ''}, as the browser said`,
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  day: (day, month, year) => `${day} ${month} ${year}`,
  inZone: (time, zone, offset) => `${time} in ${zone}, UTC${offset}`,
  summary:
    'This certificate records who took part in the envelope, how each person was identified, and what happened when. What ' +
    'concerns you stands below in your language. The record behind it is attached and can be checked by anybody.',
};
