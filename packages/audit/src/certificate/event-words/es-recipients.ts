import { joined, mailReply, pageRuns, quotedDocument } from '../../event-types/wording.js';
import type { EventSentences, RecipientEventName } from './event-words.js';

const quotes = ['«', '»'] as const;
const fields = {
  signature: 'un campo de firma',
  initials: 'un campo de iniciales',
  name: 'un campo de nombre',
  date: 'un campo de fecha',
  text: 'un campo de texto',
  checkbox: 'una casilla',
  dropdown: 'una lista desplegable',
  radio: 'un campo de opciones',
} as const;

const endings: Readonly<Record<string, string>> = {
  completed: 'está completo',
  declined: 'fue rechazado',
  voided: 'fue retirado',
};
const origins = { mailed: 'enviado por correo', revealed: 'revelado' } as const;

export const esRecipients: EventSentences<RecipientEventName> = {
  'recipient.invited': (data, { recipient }) =>
    `El servidor de correo aceptó la invitación a ${recipient(data.recipientId)}`,
  'recipient.delivery-deferred': (data, { recipient }) =>
    `Un correo a ${recipient(data.recipientId)} se retrasa ${mailReply(data)}`,
  'recipient.delivery-failed': (data, { recipient }) =>
    `Un correo a ${recipient(data.recipientId)} no se pudo entregar ${mailReply(data)}`,
  'recipient.reminded': (data, { recipient }) =>
    `${recipient(data.recipientId)} recibió un recordatorio por correo`,
  'recipient.reminder-asked': (data, { who, recipient }) =>
    `${who} pidió un recordatorio para ${recipient(data.recipientId)}`,
  'recipient.opened': (data, { recipient }) =>
    `${recipient(data.recipientId)} abrió ${data.documents.length === 1 ? 'el documento' : `los ${data.documents.length} documentos`}`,
  'recipient.consented': (data, { recipient }) =>
    `${recipient(data.recipientId)} consintió en firmar electrónicamente (texto ${data.textVersion})`,
  'recipient.filled': (data, { recipient }) =>
    `${recipient(data.recipientId)} rellenó ${fields[data.fieldType]}`,
  'recipient.signed': (data, { recipient }) => `${recipient(data.recipientId)} firmó`,
  'recipient.approved': (data, { recipient }) => `${recipient(data.recipientId)} aprobó`,
  'recipient.declined': (data, { recipient }) => `${recipient(data.recipientId)} rechazó`,
  'recipient.pages-shown': (data, told) => {
    const pages = `${data.pageNumbers.length === 1 ? 'la página' : 'las páginas'} ${joined(pageRuns(data.pageNumbers), 'y')}`;
    return `${told.recipient(data.recipientId)} tuvo en pantalla ${pages} del documento${quotedDocument(told, data.documentId, quotes)}`;
  },
  'recipient.notified': (data, { recipient }) => {
    const ending = endings[data.kind];
    const news = ending === undefined ? `novedades del sobre (${data.kind})` : `el sobre ${ending}`;
    return `${recipient(data.recipientId)} recibió un correo: ${news}`;
  },
  'recipient.link-refused': (data, { recipient }) =>
    `Se rechazó un enlace de ${recipient(data.recipientId)} (${data.code})`,
  'recipient.link-revealed': (data, { who, recipient }) =>
    `${who} tuvo a la vista el enlace de firma de ${recipient(data.recipientId)}`,
  'recipient.link-fetched': (data, { recipient }) =>
    data.agent === 'scanner'
      ? `Un analizador de correo o una vista previa cargó la página del enlace de ${recipient(data.recipientId)}; no es una apertura`
      : `Se cargó la página del enlace de ${recipient(data.recipientId)}; no es una apertura`,
  'recipient.link-used': (data, { recipient }) =>
    `${recipient(data.recipientId)} usó el enlace ${origins[data.origin]}`,
  'recipient.session-ended': (data, { recipient }) => `${recipient(data.recipientId)} cerró la sesión`,
};
