import { quotedDocument, sealLevel, type Told } from '../../event-types/wording.js';
import type { EventSentences, FileEventName } from './event-words.js';

const quotes = ['«', '»'] as const;
const TIMESTAMP_BY = 'sello de tiempo de';
const extensions = { upgrade: 'amplió', renewal: 'renovó' } as const;

type Sealed = { purpose: 'document' | 'certificate'; documentId?: string };

function sealed({ purpose, documentId }: Sealed, told: Told): string {
  return purpose === 'document'
    ? `documento${quotedDocument(told, documentId, quotes)}`
    : 'certificado de auditoría';
}

export const esFiles: EventSentences<FileEventName> = {
  'document.uploaded': (data, { who }) => {
    const from =
      data.sourceFormat === undefined ? '' : `, convertido desde ${data.sourceFormat.toUpperCase()}`;
    return `${who} subió un documento de ${data.pageCount} ${data.pageCount === 1 ? 'página' : 'páginas'}${from}`;
  },
  'document.warnings-confirmed': (data, told) => {
    const known = quotedDocument(told, data.documentId, quotes);
    const document = known === '' ? 'un documento' : `el documento${known}`;
    return `${told.name(`user:${data.userId}`, 'Un miembro')} confirmó lo que se cambió en ${document} (${data.changes.length} ${data.changes.length === 1 ? 'aviso' : 'avisos'}, texto arriba)`;
  },
  'document.sealed': (data, told) =>
    `El documento${quotedDocument(told, data.documentId, quotes)} se selló tal como se mostró`,
  'document.downloaded': (data, told) => {
    const files = {
      original: `el documento original${quotedDocument(told, data.documentId, quotes)}`,
      sealed: `el documento sellado${quotedDocument(told, data.documentId, quotes)}`,
      certificate: 'el certificado de auditoría',
      'audit-json': 'el registro',
    };
    return `${told.who} descargó ${files[data.kind]}`;
  },
  'seal.intended': (data, told) => `Se preparó el sello del ${sealed(data, told)}`,
  'seal.signed': (data, told) => `El token selló el ${sealed(data, told)}${sealLevel(data, TIMESTAMP_BY)}`,
  'seal.extended': (data, told) =>
    `Se ${extensions[data.reason]} el sello del ${sealed(data, told)}${sealLevel(data, TIMESTAMP_BY)}`,
  'seal.failed': (data, told) => `No se logró sellar el ${sealed(data, told)} (${data.code})`,
  'seal.retried': (data, told) => `${told.who} pidió sellar de nuevo el ${sealed(data, told)}`,
  'certificate.issued': () => 'Se emitió el certificado de auditoría',
};
