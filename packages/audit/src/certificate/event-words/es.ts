import { listed } from '../../event-types/wording.js';
import { esFiles } from './es-files.js';
import { esRecipients } from './es-recipients.js';
import { type EventSentences, type EventWords, sentencesOf } from './event-words.js';

const sources = { blank: '', template: ' a partir de una plantilla', bulk: ' en un envío masivo' } as const;
const parts = {
  title: 'título',
  message: 'mensaje',
  expiry: 'plazo',
  documents: 'documentos',
  recipients: 'destinatarios',
  fields: 'campos',
} as const;
const handedOut = {
  sealed: 'el documento sellado',
  certificate: 'el certificado de auditoría',
  'audit-json': 'el registro',
  'evidence-package': 'el paquete de pruebas',
} as const;
const scopes = {
  documents: 'los archivos y los valores de este sobre',
  personal: 'los archivos, los valores y los datos personales de este sobre',
  person: 'los datos de una persona y los archivos que la muestran',
} as const;
const causes = {
  request: 'a petición',
  retention: 'según la regla de conservación',
  restore: 'de nuevo, tras restaurarse una copia de seguridad',
} as const;

const sentences: EventSentences = {
  ...esRecipients,
  ...esFiles,
  'envelope.created': (data, { who }) => `${who} creó el sobre${sources[data.source]}`,
  'envelope.edited': (data, { who }) =>
    `${who} modificó el borrador${listed(data.changed.map((part) => parts[part]))}`,
  'envelope.sent': (data, { who }) =>
    `${who} envió el sobre a ${data.recipients.length} ${data.recipients.length === 1 ? 'destinatario' : 'destinatarios'}`,
  'envelope.voided': (_data, { who }) => `${who} retiró el sobre`,
  'envelope.declined': (data, { recipient }) =>
    `El sobre terminó porque ${recipient(data.recipientId)} lo rechazó`,
  'envelope.expired': () => 'El plazo del sobre venció',
  'envelope.sealing-started': () => 'Todos han actuado; comenzó el sellado',
  'envelope.completed': ({ documents: { length } }) =>
    `El sobre se completó con ${length} ${length === 1 ? 'documento sellado' : 'documentos sellados'}`,
  'envelope.deleted-draft': (_data, { who }) => `${who} eliminó el borrador`,
  'sender.notified': (data) => `Se informó al remitente por correo (${data.kind})`,
  'sender.delivery-deferred': (data) => `Un correo al remitente se retrasa (${data.code})`,
  'sender.delivery-failed': (data) => `Un correo al remitente no se pudo entregar (${data.code})`,
  'audit.downloaded': (data, { who }) => `${who} descargó ${handedOut[data.kind]} en la sala de auditoría`,
  'hold.placed': (_data, { who }) => `${who} puso el sobre bajo retención legal`,
  'hold.lifted': (_data, { who }) => `${who} levantó una retención legal`,
  'envelope.erased': (data, { who }) => `${who} borró ${scopes[data.scope]} ${causes[data.cause]}`,
  'retention.announced': (data) => `Sealwright anunció que borrará ${scopes[data.scope]}`,
  'retention.stopped': (data) => `La regla de conservación debía aplicarse, pero se detuvo: ${data.code}`,
};

export const es: EventWords = {
  voice: {
    actors: {
      user: 'Un miembro',
      'api-key': 'Una clave de API',
      recipient: 'Una persona destinataria',
      system: 'Sealwright',
      visitor: 'Alguien',
    },
    someRecipient: 'una persona destinataria',
    unknown: (type) => `Suceso ${type}`,
    sentenceFor: sentencesOf(sentences),
  },
  heading: 'Lo que ocurrió',
  columns: { number: 'Nº', time: 'Hora (UTC)', event: 'Suceso', hash: 'Huella' },
  by: (actor) => `por ${actor}`,
  from: (ipAddress) => `desde ${ipAddress}`,
  apiKey: (name) => `clave de API «${name}»`,
  field: { ticked: 'marcada', notTicked: 'no marcada', cleared: 'vaciado' },
};
