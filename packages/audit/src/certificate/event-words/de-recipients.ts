import { joined, mailReply, pageRuns, quotedDocument } from '../../event-types/wording.js';
import type { EventSentences, RecipientEventName } from './event-words.js';

const quotes = ['„', '“'] as const;
const fields = {
  signature: 'ein Unterschriftsfeld',
  initials: 'ein Feld für Initialen',
  name: 'ein Namensfeld',
  date: 'ein Datumsfeld',
  text: 'ein Textfeld',
  checkbox: 'ein Kontrollkästchen',
  dropdown: 'eine Auswahlliste',
  radio: 'ein Auswahlfeld',
} as const;

const endings: Readonly<Record<string, string>> = {
  completed: 'abgeschlossen ist',
  declined: 'abgelehnt wurde',
  voided: 'zurückgezogen wurde',
};
const origins = { mailed: 'den per E-Mail gesendeten', revealed: 'den angezeigten' } as const;

/** Names stand where they need no ending: as the subject, or behind “an” and “für”. */
export const deRecipients: EventSentences<RecipientEventName> = {
  'recipient.invited': (data, { recipient }) =>
    `Die Einladung an ${recipient(data.recipientId)} wurde vom Mailserver angenommen`,
  'recipient.delivery-deferred': (data, { recipient }) =>
    `Eine E-Mail an ${recipient(data.recipientId)} verzögert sich ${mailReply(data)}`,
  'recipient.delivery-failed': (data, { recipient }) =>
    `Eine E-Mail an ${recipient(data.recipientId)} konnte nicht zugestellt werden ${mailReply(data)}`,
  'recipient.reminded': (data, { recipient }) => `${recipient(data.recipientId)} wurde per E-Mail erinnert`,
  'recipient.reminder-asked': (data, { who, recipient }) =>
    `${who} bat um eine Erinnerung an ${recipient(data.recipientId)}`,
  'recipient.opened': (data, { recipient }) =>
    `${recipient(data.recipientId)} öffnete ${data.documents.length === 1 ? 'das Dokument' : `die ${data.documents.length} Dokumente`}`,
  'recipient.consented': (data, { recipient }) =>
    `${recipient(data.recipientId)} willigte in die elektronische Unterzeichnung ein (Text ${data.textVersion})`,
  'recipient.filled': (data, { recipient }) =>
    `${recipient(data.recipientId)} füllte ${fields[data.fieldType]} aus`,
  'recipient.signed': (data, { recipient }) => `${recipient(data.recipientId)} unterzeichnete`,
  'recipient.approved': (data, { recipient }) => `${recipient(data.recipientId)} gab frei`,
  'recipient.declined': (data, { recipient }) => `${recipient(data.recipientId)} lehnte ab`,
  'recipient.pages-shown': (data, told) => {
    const pages = `${data.pageNumbers.length === 1 ? 'Seite' : 'die Seiten'} ${joined(pageRuns(data.pageNumbers), 'und')}`;
    return `${told.recipient(data.recipientId)} bekam ${pages} des Dokuments${quotedDocument(told, data.documentId, quotes)} angezeigt`;
  },
  'recipient.notified': (data, { recipient }) => {
    const ending = endings[data.kind];
    const news =
      ending === undefined ? `über den Vorgang (${data.kind})` : `darüber, dass der Vorgang ${ending}`;
    return `${recipient(data.recipientId)} wurde benachrichtigt ${news}`;
  },
  'recipient.link-refused': (data, { recipient }) =>
    `Ein Link für ${recipient(data.recipientId)} wurde abgewiesen (${data.code})`,
  'recipient.link-revealed': (data, { who, recipient }) =>
    `${who} bekam den Link zum Unterzeichnen für ${recipient(data.recipientId)} angezeigt`,
  'recipient.link-fetched': (data, { recipient }) =>
    data.agent === 'scanner'
      ? `Ein Mail-Scanner oder eine Vorschau lud die Seite hinter dem Link für ${recipient(data.recipientId)}; das ist kein Öffnen`
      : `Die Seite hinter dem Link für ${recipient(data.recipientId)} wurde geladen; das ist kein Öffnen`,
  'recipient.link-used': (data, { recipient }) =>
    `${recipient(data.recipientId)} benutzte ${origins[data.origin]} Link`,
  'recipient.session-ended': (data, { recipient }) => `${recipient(data.recipientId)} beendete die Sitzung`,
};
