import { joined, mailReply, pageRuns, quotedDocument } from '../../event-types/wording.js';
import type { EventSentences, RecipientEventName } from './event-words.js';

const quotes = ['« ', ' »'] as const;
const fields = {
  signature: 'un champ de signature',
  initials: 'un champ d’initiales',
  name: 'un champ de nom',
  date: 'un champ de date',
  text: 'un champ de texte',
  checkbox: 'une case à cocher',
  dropdown: 'une liste déroulante',
  radio: 'un champ à choix',
} as const;

const endings: Readonly<Record<string, string>> = {
  completed: 'est achevée',
  declined: 'a été refusée',
  voided: 'a été retirée',
};
const origins = { mailed: 'envoyé par e-mail', revealed: 'révélé' } as const;

/** Nothing agrees in gender with a name, and none stands behind “de”, which would have to be shortened. */
export const frRecipients: EventSentences<RecipientEventName> = {
  'recipient.invited': (data, { recipient }) =>
    `L’invitation destinée à ${recipient(data.recipientId)} a été acceptée par le serveur de messagerie`,
  'recipient.delivery-deferred': (data, { recipient }) =>
    `Un e-mail destiné à ${recipient(data.recipientId)} est retardé ${mailReply(data)}`,
  'recipient.delivery-failed': (data, { recipient }) =>
    `Un e-mail destiné à ${recipient(data.recipientId)} n’a pas pu être remis ${mailReply(data)}`,
  'recipient.reminded': (data, { recipient }) => `${recipient(data.recipientId)} a reçu un rappel par e-mail`,
  'recipient.reminder-asked': (data, { who, recipient }) =>
    `${who} a demandé un rappel pour ${recipient(data.recipientId)}`,
  'recipient.opened': (data, { recipient }) =>
    `${recipient(data.recipientId)} a ouvert ${data.documents.length === 1 ? 'le document' : `les ${data.documents.length} documents`}`,
  'recipient.consented': (data, { recipient }) =>
    `${recipient(data.recipientId)} a consenti à signer électroniquement (texte ${data.textVersion})`,
  'recipient.filled': (data, { recipient }) =>
    `${recipient(data.recipientId)} a rempli ${fields[data.fieldType]}`,
  'recipient.signed': (data, { recipient }) => `${recipient(data.recipientId)} a signé`,
  'recipient.approved': (data, { recipient }) => `${recipient(data.recipientId)} a approuvé`,
  'recipient.declined': (data, { recipient }) => `${recipient(data.recipientId)} a refusé`,
  'recipient.pages-shown': (data, told) => {
    const pages = `${data.pageNumbers.length === 1 ? 'la page' : 'les pages'} ${joined(pageRuns(data.pageNumbers), 'et')}`;
    return `${told.recipient(data.recipientId)} a vu s’afficher ${pages} du document${quotedDocument(told, data.documentId, quotes)}`;
  },
  'recipient.notified': (data, { recipient }) => {
    const ending = endings[data.kind];
    const news = ending === undefined ? `nouvelles de l’enveloppe (${data.kind})` : `l’enveloppe ${ending}`;
    return `${recipient(data.recipientId)} a reçu un e-mail : ${news}`;
  },
  'recipient.link-refused': (data, { recipient }) =>
    `Un lien destiné à ${recipient(data.recipientId)} a été refusé (${data.code})`,
  'recipient.link-revealed': (data, { who, recipient }) =>
    `${who} a vu s’afficher le lien de signature destiné à ${recipient(data.recipientId)}`,
  'recipient.link-fetched': (data, { recipient }) =>
    data.agent === 'scanner'
      ? `Un analyseur de courrier ou un aperçu a chargé la page du lien destiné à ${recipient(data.recipientId)} ; ce n’est pas une ouverture`
      : `La page du lien destiné à ${recipient(data.recipientId)} a été chargée ; ce n’est pas une ouverture`,
  'recipient.link-used': (data, { recipient }) =>
    `${recipient(data.recipientId)} a utilisé le lien ${origins[data.origin]}`,
  'recipient.session-ended': (data, { recipient }) => `${recipient(data.recipientId)} a mis fin à la session`,
};
