import { quotedDocument, sealLevel, type Told } from '../../event-types/wording.js';
import type { EventSentences, FileEventName } from './event-words.js';

const quotes = ['« ', ' »'] as const;
const TIMESTAMP_BY = 'horodatage par';
const extensions = { upgrade: 'étendu', renewal: 'renouvelé' } as const;

type Sealed = { purpose: 'document' | 'certificate'; documentId?: string };

function sealed({ purpose, documentId }: Sealed, told: Told): string {
  return purpose === 'document'
    ? `document${quotedDocument(told, documentId, quotes)}`
    : 'certificat d’audit';
}

export const frFiles: EventSentences<FileEventName> = {
  'document.uploaded': (data, { who }) => {
    const from =
      data.sourceFormat === undefined ? '' : `, converti depuis ${data.sourceFormat.toUpperCase()}`;
    return `${who} a déposé un document de ${data.pageCount} ${data.pageCount === 1 ? 'page' : 'pages'}${from}`;
  },
  'document.warnings-confirmed': (data, told) => {
    const known = quotedDocument(told, data.documentId, quotes);
    const document = known === '' ? 'un document' : `le document${known}`;
    return `${told.name(`user:${data.userId}`, 'Un membre')} a confirmé ce qui a été modifié dans ${document} (${data.changes.length} ${data.changes.length === 1 ? 'remarque' : 'remarques'}, texte au-dessus)`;
  },
  'document.sealed': (data, told) =>
    `Le document${quotedDocument(told, data.documentId, quotes)} a été scellé tel qu’il a été montré`,
  'document.downloaded': (data, told) => {
    const files = {
      original: `le document d’origine${quotedDocument(told, data.documentId, quotes)}`,
      sealed: `le document scellé${quotedDocument(told, data.documentId, quotes)}`,
      certificate: 'le certificat d’audit',
      'audit-json': 'le registre',
    };
    return `${told.who} a téléchargé ${files[data.kind]}`;
  },
  'seal.intended': (data, told) => `Le sceau du ${sealed(data, told)} a été préparé`,
  'seal.signed': (data, told) => `Le jeton a scellé le ${sealed(data, told)}${sealLevel(data, TIMESTAMP_BY)}`,
  'seal.extended': (data, told) =>
    `Le sceau du ${sealed(data, told)} a été ${extensions[data.reason]}${sealLevel(data, TIMESTAMP_BY)}`,
  'seal.failed': (data, told) => `La pose du sceau du ${sealed(data, told)} a échoué (${data.code})`,
  'seal.retried': (data, told) => `${told.who} a demandé de sceller à nouveau le ${sealed(data, told)}`,
  'certificate.issued': () => 'Le certificat d’audit a été délivré',
};
