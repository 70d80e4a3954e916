import { listed } from '../../event-types/wording.js';
import { deFiles } from './de-files.js';
import { deRecipients } from './de-recipients.js';
import { type EventSentences, type EventWords, sentencesOf } from './event-words.js';

const sources = { blank: '', template: ' aus einer Vorlage', bulk: ' in einem Serienversand' } as const;
const parts = {
  title: 'Titel',
  message: 'Nachricht',
  expiry: 'Frist',
  documents: 'Dokumente',
  recipients: 'beteiligte Personen',
  fields: 'Felder',
} as const;
const handedOut = {
  sealed: 'das versiegelte Dokument',
  certificate: 'das Audit-Zertifikat',
  'audit-json': 'die Aufzeichnung',
  'evidence-package': 'das Beweispaket',
} as const;
const scopes = {
  documents: 'die Dateien und Werte dieses Vorgangs',
  personal: 'die Dateien, Werte und personenbezogenen Daten dieses Vorgangs',
  person: 'die Daten einer Person und die Dateien, die sie zeigen,',
} as const;
const causes = {
  request: 'auf Antrag',
  retention: 'nach der Aufbewahrungsregel',
  restore: 'erneut, nachdem eine Sicherung zurückgespielt worden war',
} as const;

const sentences: EventSentences = {
  ...deRecipients,
  ...deFiles,
  'envelope.created': (data, { who }) => `${who} legte den Vorgang an${sources[data.source]}`,
  'envelope.edited': (data, { who }) =>
    `${who} änderte den Entwurf${listed(data.changed.map((part) => parts[part]))}`,
  'envelope.sent': (data, { who }) =>
    `${who} versandte den Vorgang an ${data.recipients.length} ${data.recipients.length === 1 ? 'Person' : 'Personen'}`,
  'envelope.voided': (_data, { who }) => `${who} zog den Vorgang zurück`,
  'envelope.declined': (data, { recipient }) =>
    `Der Vorgang endete, weil ${recipient(data.recipientId)} ablehnte`,
  'envelope.expired': () => 'Die Frist des Vorgangs lief ab',
  'envelope.sealing-started': () => 'Alle haben gehandelt; die Versiegelung begann',
  'envelope.completed': ({ documents: { length } }) =>
    `Der Vorgang wurde abgeschlossen, mit ${length} ${length === 1 ? 'versiegelten Dokument' : 'versiegelten Dokumenten'}`,
  'envelope.deleted-draft': (_data, { who }) => `${who} löschte den Entwurf`,
  'sender.notified': (data) => `Die absendende Person wurde per E-Mail benachrichtigt (${data.kind})`,
  'sender.delivery-deferred': (data) => `Eine E-Mail an die absendende Person verzögert sich (${data.code})`,
  'sender.delivery-failed': (data) =>
    `Eine E-Mail an die absendende Person konnte nicht zugestellt werden (${data.code})`,
  'audit.downloaded': (data, { who }) => `${who} lud ${handedOut[data.kind]} im Prüfraum herunter`,
  'hold.placed': (_data, { who }) => `${who} verhängte eine Löschsperre über den Vorgang`,
  'hold.lifted': (_data, { who }) => `${who} hob eine Löschsperre auf`,
  'envelope.erased': (data, { who }) => `${who} löschte ${scopes[data.scope]} ${causes[data.cause]}`,
  'retention.announced': (data) => `Sealwright kündigte an, ${scopes[data.scope]} zu löschen`,
  'retention.stopped': (data) => `Die Aufbewahrungsregel war fällig, wurde aber aufgehalten: ${data.code}`,
};

export const de: EventWords = {
  voice: {
    actors: {
      user: 'Ein Mitglied',
      'api-key': 'Ein API-Schlüssel',
      recipient: 'Eine beteiligte Person',
      system: 'Sealwright',
      visitor: 'Jemand',
    },
    someRecipient: 'eine beteiligte Person',
    unknown: (type) => `Ereignis ${type}`,
    sentenceFor: sentencesOf(sentences),
  },
  heading: 'Was geschah',
  columns: { number: 'Nr.', time: 'Zeit (UTC)', event: 'Ereignis', hash: 'Kettenwert' },
  by: (actor) => `durch ${actor}`,
  from: (ipAddress) => `von ${ipAddress}`,
  apiKey: (name) => `API-Schlüssel „${name}“`,
  field: { ticked: 'angekreuzt', notTicked: 'nicht angekreuzt', cleared: 'geleert' },
};
