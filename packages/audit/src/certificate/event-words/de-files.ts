import { quotedDocument, sealLevel, type Told } from '../../event-types/wording.js';
import type { EventSentences, FileEventName } from './event-words.js';

const quotes = ['„', '“'] as const;
const TIMESTAMP_BY = 'Zeitstempel von';
const extensions = { upgrade: 'erweitert', renewal: 'erneuert' } as const;

function sealed(data: { purpose: 'document' | 'certificate'; documentId?: string }, told: Told): string {
  return data.purpose === 'document'
    ? `das Dokument${quotedDocument(told, data.documentId, quotes)}`
    : 'das Audit-Zertifikat';
}

export const deFiles: EventSentences<FileEventName> = {
  'document.uploaded': (data, { who }) => {
    const from =
      data.sourceFormat === undefined ? '' : `, umgewandelt aus ${data.sourceFormat.toUpperCase()}`;
    return `${who} lud ein Dokument mit ${data.pageCount} ${data.pageCount === 1 ? 'Seite' : 'Seiten'} hoch${from}`;
  },
  'document.warnings-confirmed': (data, told) => {
    const known = quotedDocument(told, data.documentId, quotes);
    const document = known === '' ? 'an einem Dokument' : `am Dokument${known}`;
    return `${told.name(`user:${data.userId}`, 'Ein Mitglied')} bestätigte, was ${document} geändert wurde (${data.changes.length} ${data.changes.length === 1 ? 'Hinweis' : 'Hinweise'}, Wortlaut darüber)`;
  },
  'document.sealed': (data, told) =>
    `Das Dokument${quotedDocument(told, data.documentId, quotes)} wurde so versiegelt, wie es gezeigt wurde`,
  'document.downloaded': (data, told) => {
    const files = {
      original: `das ursprüngliche Dokument${quotedDocument(told, data.documentId, quotes)}`,
      sealed: `das versiegelte Dokument${quotedDocument(told, data.documentId, quotes)}`,
      certificate: 'das Audit-Zertifikat',
      'audit-json': 'die Aufzeichnung',
    };
    return `${told.who} lud ${files[data.kind]} herunter`;
  },
  'seal.intended': (data, told) => `Das Siegel für ${sealed(data, told)} wurde vorbereitet`,
  'seal.signed': (data, told) =>
    `Das Token versiegelte ${sealed(data, told)}${sealLevel(data, TIMESTAMP_BY)}`,
  'seal.extended': (data, told) =>
    `Das Siegel für ${sealed(data, told)} wurde ${extensions[data.reason]}${sealLevel(data, TIMESTAMP_BY)}`,
  'seal.failed': (data, told) => `Die Versiegelung für ${sealed(data, told)} gelang nicht (${data.code})`,
  'seal.retried': (data, told) => `${told.who} ließ die Versiegelung für ${sealed(data, told)} wiederholen`,
  'certificate.issued': () => 'Das Audit-Zertifikat wurde ausgestellt',
};
