import type { CertificateWords } from './certificate-words.js';

const SIMPLE = 'Einfache elektronische Signatur (Art. 3 Nr. 10 eIDAS-Verordnung).';

const kinds = { phone: 'Telefon', tablet: 'Tablet', computer: 'Computer' };

export const de: CertificateWords = {
  language: 'de',
  languageName: 'Deutsch',
  parties: 'Die Beteiligten',
  roles: { signer: 'Unterzeichnende Person', approver: 'Freigebende Person', copy: 'Erhält eine Kopie' },
  outcomes: {
    signed: 'Unterzeichnet',
    approved: 'Freigegeben',
    declined: 'Abgelehnt',
    opened: 'Geöffnet, nicht gehandelt',
    invited: 'Eingeladen, nicht geöffnet',
    'not-reached': 'Nicht eingeladen',
    copy: 'Kopie',
  },
  labels: {
    signature: 'Unterschrift',
    identified: 'Identifiziert',
    assurance: 'Beweiswert',
    invited: 'Eingeladen',
    opened: 'Geöffnet',
    consented: 'Eingewilligt',
    consentText: 'Einwilligungstext',
    signed: 'Unterzeichnet',
    approved: 'Freigegeben',
    declined: 'Abgelehnt',
    reason: 'Begründung',
    ipAddress: 'IP-Adresse',
    device: 'Gerät',
  },
  identification: {
    'revealed-link': {
      method:
        'Durch einen persönlichen Link, der an diese E-Mail-Adresse gesendet und außerdem dem Absender angezeigt wurde. Er ' +
        'belegt keinen Zugriff auf das Postfach.',
      assurance: `${SIMPLE} Gemindert, weil eine andere Person den Link hätte benutzen können.`,
    },
    'mailed-link': {
      method:
        'Durch einen persönlichen Link, der nur an diese E-Mail-Adresse gesendet wurde. Er belegt den Zugriff auf das ' +
        'Postfach; weder ein Ausweis noch ein zweiter Faktor wurde geprüft.',
      assurance: SIMPLE,
    },
    'email-code': {
      method:
        'Durch einen persönlichen Link und einen Einmalcode, beide an diese E-Mail-Adresse gesendet. Der Code belegt den ' +
        'Zugriff auf das Postfach bei der Unterzeichnung; ein Ausweis wurde nicht geprüft.',
      assurance: `${SIMPLE} Der Zugriff auf das Postfach wurde dabei bestätigt.`,
    },
    passkey: {
      method:
        'Durch einen Passkey: einen kryptografischen Schlüssel auf einem Gerät der Person, den sie dafür freigegeben hat. ' +
        'Ein Ausweis wurde nicht geprüft.',
      assurance: `${SIMPLE} Bestätigt mit einem Schlüssel im Besitz der Person.`,
    },
  },
  otherIdentification: (recorded) => ({ method: `Aufgezeichnet als: ${recorded}.`, assurance: SIMPLE }),
  consent: (textVersion) =>
    `In die elektronische Unterzeichnung, nach dem Text in der Fassung ${textVersion}.`,
  erasedName: 'Name auf Antrag gelöscht',
  erasedAddress: 'Adresse auf Antrag gelöscht',
  erasedSignature: 'Auf Antrag gelöscht. Die Aufzeichnung enthält weiterhin den Nachweiswert.',
  signatureNotKept:
    'Die Aufzeichnung enthält den Fingerabdruck der Zeichnung; die Zeichnung selbst wurde nicht aufbewahrt.',
  signatureAlt: (name) => `Unterschrift von ${name}`,
  device: ({ browser, system, kind }) =>
    `${browser} auf ${system}${kind ? ` (${kinds[kind]})` : ''}, nach Angabe des Browsers`,
  months: [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ],
  day: (day, month, year) => `${day}. ${month} ${year}`,
  inZone: (time, zone, offset) => `${time} in ${zone}, UTC${offset}`,
  summary:
    'Dieses Audit-Zertifikat hält fest, wer an dem Vorgang beteiligt war, wie jede Person identifiziert wurde und was wann ' +
    'geschah. Was Sie betrifft, was geschah und wie geprüft wird, steht unten auch auf Deutsch. Die zugrunde liegende Aufzeichnung ist dieser Datei beigefügt und kann von jeder Person ' +
    'geprüft werden.',
};
