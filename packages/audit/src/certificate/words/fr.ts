import type { CertificateWords } from './certificate-words.js';

const SIMPLE = 'Signature électronique simple (art. 3, point 10, du règlement eIDAS).';

const kinds = { phone: 'téléphone', tablet: 'tablette', computer: 'ordinateur' };

export const fr: CertificateWords = {
  language: 'fr',
  languageName: 'Français',
  parties: 'Les parties',
  roles: { signer: 'Signataire', approver: 'Approbateur', copy: 'Reçoit une copie' },
  outcomes: {
    signed: 'Signé',
    approved: 'Approuvé',
    declined: 'Refusé',
    opened: 'Ouvert, sans suite',
    invited: 'Invité, non ouvert',
    'not-reached': 'Non invité',
    copy: 'Copie',
  },
  labels: {
    signature: 'Signature',
    identified: 'Identification',
    assurance: 'Niveau de preuve',
    invited: 'Invitation',
    opened: 'Ouverture',
    consented: 'Consentement',
    consentText: 'Texte du consentement',
    signed: 'Signature',
    approved: 'Approbation',
    declined: 'Refus',
    reason: 'Motif',
    ipAddress: 'Adresse IP',
    device: 'Appareil',
  },
  identification: {
    'revealed-link': {
      method:
        'Par un lien personnel envoyé à cette adresse électronique et également montré à l’expéditeur. Il ne prouve pas ' +
        'l’accès à la messagerie.',
      assurance: `${SIMPLE} Niveau abaissé : une autre personne aurait pu utiliser le lien.`,
    },
    'mailed-link': {
      method:
        'Par un lien personnel envoyé uniquement à cette adresse électronique. Il prouve l’accès à la messagerie ; aucune ' +
        'pièce d’identité ni aucun second facteur n’a été vérifié.',
      assurance: SIMPLE,
    },
    'email-code': {
      method:
        'Par un lien personnel et un code à usage unique, tous deux envoyés à cette adresse électronique. Le code prouve ' +
        'l’accès à la messagerie au moment de signer ; aucune pièce d’identité n’a été vérifiée.',
      assurance: `${SIMPLE} L’accès à la messagerie a été confirmé à ce moment.`,
    },
    passkey: {
      method:
        'Par une clé d’accès (passkey) : une clé cryptographique sur un appareil de la personne, déverrouillée par elle pour ' +
        'cet acte. Aucune pièce d’identité n’a été vérifiée.',
      assurance: `${SIMPLE} Confirmée par une clé en possession de la personne.`,
    },
  },
  otherIdentification: (recorded) => ({ method: `Enregistré comme : ${recorded}.`, assurance: SIMPLE }),
  consent: (textVersion) => `À la signature électronique, selon le texte dans sa version ${textVersion}.`,
  erasedName: 'Nom effacé sur demande',
  erasedAddress: 'Adresse effacée sur demande',
  erasedSignature: 'Effacée sur demande. L’engagement cryptographique reste dans le registre.',
  signatureNotKept: 'Le registre contient l’empreinte du tracé ; le tracé lui-même n’a pas été conservé.',
  signatureAlt: (name) => `Signature de ${name}`,
  device: ({ browser, system, kind }) =>
    `${browser} sur ${system}${kind ? ` (${kinds[kind]})` : ''}, selon le navigateur`,
  months: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  day: (day, month, year) => `${day === 1 ? '1er' : day} ${month} ${year}`,
  inZone: (time, zone, offset) => `${time}, fuseau ${zone}, UTC${offset}`,
  summary:
    'Ce certificat d’audit consigne qui a pris part à l’enveloppe, comment chaque personne a été identifiée, ce qui s’est ' +
    'passé et quand. Ce qui vous concerne, le déroulement et la manière de vérifier figurent ci-dessous aussi en français. Le registre correspondant est joint à ce fichier et chacun peut le vérifier.',
};
