import { type EventSentences, type EventWords, sentencesOf } from './event-words.js';
import { frFiles } from './fr-files.js';
import { frRecipients } from './fr-recipients.js';

const sources = {
  blank: '',
  template: ' à partir d’un modèle',
  bulk: ' dans un envoi en série',
} as const;
const parts = {
  title: 'titre',
  message: 'message',
  expiry: 'délai',
  documents: 'documents',
  recipients: 'destinataires',
  fields: 'champs',
} as const;
const handedOut = {
  sealed: 'le document scellé',
  certificate: 'le certificat d’audit',
  'audit-json': 'le registre',
  'evidence-package': 'le dossier de preuves',
} as const;
const scopes = {
  documents: 'les fichiers et les valeurs de cette enveloppe',
  personal: 'les fichiers, les valeurs et les données personnelles de cette enveloppe',
  person: 'les données d’une personne et les fichiers qui la montrent',
} as const;
const causes = {
  request: 'sur demande',
  retention: 'selon la règle de conservation',
  restore: 'de nouveau, après la restauration d’une sauvegarde',
} as const;

const sentences: EventSentences = {
  ...frRecipients,
  ...frFiles,
  'envelope.created': (data, { who }) => `${who} a créé l’enveloppe${sources[data.source]}`,
  'envelope.edited': (data, { who }) => {
    const changed = data.changed.map((part) => parts[part]).join(', ');
    return `${who} a modifié le brouillon${changed === '' ? '' : ` : ${changed}`}`;
  },
  'envelope.sent': (data, { who }) =>
    `${who} a envoyé l’enveloppe à ${data.recipients.length} ${data.recipients.length === 1 ? 'destinataire' : 'destinataires'}`,
  'envelope.voided': (_data, { who }) => `${who} a retiré l’enveloppe`,
  'envelope.declined': (data, { recipient }) =>
    `L’enveloppe a pris fin parce que ${recipient(data.recipientId)} a refusé`,
  'envelope.expired': () => 'Le délai de l’enveloppe est écoulé',
  'envelope.sealing-started': () => 'Chacun a agi ; la pose du sceau a commencé',
  'envelope.completed': ({ documents: { length } }) =>
    `L’enveloppe a été achevée avec ${length} ${length === 1 ? 'document scellé' : 'documents scellés'}`,
  'envelope.deleted-draft': (_data, { who }) => `${who} a supprimé le brouillon`,
  'sender.notified': (data) => `L’expéditeur a été prévenu par e-mail (${data.kind})`,
  'sender.delivery-deferred': (data) => `Un e-mail destiné à l’expéditeur est retardé (${data.code})`,
  'sender.delivery-failed': (data) => `Un e-mail destiné à l’expéditeur n’a pas pu être remis (${data.code})`,
  'audit.downloaded': (data, { who }) => `${who} a téléchargé ${handedOut[data.kind]} dans la salle d’audit`,
  'hold.placed': (_data, { who }) => `${who} a placé l’enveloppe sous conservation légale`,
  'hold.lifted': (_data, { who }) => `${who} a levé une conservation légale`,
  'envelope.erased': (data, { who }) => `${who} a effacé ${scopes[data.scope]} ${causes[data.cause]}`,
  'retention.announced': (data) => `Sealwright a annoncé qu’il effacerait ${scopes[data.scope]}`,
  'retention.stopped': (data) =>
    `La règle de conservation devait s’appliquer, mais a été arrêtée : ${data.code}`,
};

export const fr: EventWords = {
  voice: {
    actors: {
      user: 'Un membre',
      'api-key': 'Une clé d’API',
      recipient: 'Une personne destinataire',
      system: 'Sealwright',
      visitor: 'Quelqu’un',
    },
    someRecipient: 'une personne destinataire',
    unknown: (type) => `Événement ${type}`,
    sentenceFor: sentencesOf(sentences),
  },
  heading: 'Ce qui s’est passé',
  columns: { number: 'Nº', time: 'Heure (UTC)', event: 'Événement', hash: 'Empreinte' },
  by: (actor) => `par ${actor}`,
  from: (ipAddress) => `depuis ${ipAddress}`,
  apiKey: (name) => `clé d’API « ${name} »`,
  field: { ticked: 'cochée', notTicked: 'non cochée', cleared: 'vidé' },
};
