import type { CertificateWords } from './certificate-words.js';

const SIMPLE = 'Firma electrónica simple (art. 3, punto 10, del Reglamento eIDAS).';

const kinds = { phone: 'teléfono', tablet: 'tableta', computer: 'ordenador' };

export const es: CertificateWords = {
  language: 'es',
  languageName: 'Español',
  parties: 'Las partes',
  roles: { signer: 'Firmante', approver: 'Aprobador', copy: 'Recibe una copia' },
  outcomes: {
    signed: 'Firmado',
    approved: 'Aprobado',
    declined: 'Rechazado',
    opened: 'Abierto, sin actuar',
    invited: 'Invitado, sin abrir',
    'not-reached': 'No invitado',
    copy: 'Copia',
  },
  labels: {
    signature: 'Firma',
    identified: 'Identificación',
    assurance: 'Valor probatorio',
    invited: 'Invitación',
    opened: 'Apertura',
    consented: 'Consentimiento',
    consentText: 'Texto de consentimiento',
    signed: 'Firma',
    approved: 'Aprobación',
    declined: 'Rechazo',
    reason: 'Motivo',
    ipAddress: 'Dirección IP',
    device: 'Dispositivo',
  },
  identification: {
    'revealed-link': {
      method:
        'Mediante un enlace personal enviado a esta dirección de correo y mostrado también al remitente. No demuestra el ' +
        'acceso al buzón.',
      assurance: `${SIMPLE} Rebajado, porque otra persona pudo usar el enlace.`,
    },
    'mailed-link': {
      method:
        'Mediante un enlace personal enviado solo a esta dirección de correo. Demuestra el acceso al buzón; no se comprobó ' +
        'ningún documento de identidad ni un segundo factor.',
      assurance: SIMPLE,
    },
    'email-code': {
      method:
        'Mediante un enlace personal y un código de un solo uso, ambos enviados a esta dirección de correo. El código ' +
        'demuestra el acceso al buzón al firmar; no se comprobó ningún documento de identidad.',
      assurance: `${SIMPLE} El acceso al buzón se confirmó en ese momento.`,
    },
    passkey: {
      method:
        'Mediante una llave de acceso (passkey): una clave criptográfica en un dispositivo de la persona, que ella ' +
        'desbloqueó para este acto. No se comprobó ningún documento de identidad.',
      assurance: `${SIMPLE} Confirmada con una clave en poder de la persona.`,
    },
  },
  otherIdentification: (recorded) => ({ method: `Registrado como: ${recorded}.`, assurance: SIMPLE }),
  consent: (textVersion) => `Para firmar electrónicamente, según el texto en su versión ${textVersion}.`,
  erasedName: 'Nombre borrado a petición',
  erasedAddress: 'Dirección borrada a petición',
  erasedSignature: 'Borrada a petición. El registro conserva su compromiso criptográfico.',
  signatureNotKept: 'El registro contiene la huella del trazo; el trazo en sí no se conservó.',
  signatureAlt: (name) => `Firma de ${name}`,
  device: ({ browser, system, kind }) =>
    `${browser} en ${system}${kind ? ` (${kinds[kind]})` : ''}, según el navegador`,
  months: [
    'enero',
    'febrero',
    'marzo',
    'abril',
    'mayo',
    'junio',
    'julio',
    'agosto',
    'septiembre',
    'octubre',
    'noviembre',
    'diciembre',
  ],
  day: (day, month, year) => `${day} de ${month} de ${year}`,
  inZone: (time, zone, offset) => `${time}, zona ${zone}, UTC${offset}`,
  summary:
    'Este certificado de auditoría deja constancia de quién participó en el sobre, cómo se identificó a cada persona y qué ' +
    'ocurrió en cada momento. Lo que le concierne, lo ocurrido y cómo comprobarlo figura abajo también en español. El registro correspondiente está adjunto a este archivo y cualquiera puede comprobarlo.',
};
