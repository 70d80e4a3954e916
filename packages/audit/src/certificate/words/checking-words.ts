import type { CertificateLanguage } from '../certificate-data.js';

/** What decides how a certificate is checked, and what it cannot prove. */
export interface CheckingFacts {
  readonly several: boolean;
  /** Else the originals are at hand. */
  readonly sealed: boolean;
  /** A page and a code lead to the check. */
  readonly online: boolean;
  /** An outside authority confirmed when the checkpoint of the log existed. */
  readonly confirmed: boolean;
  readonly softToken: boolean;
}

export interface CheckingWords {
  readonly heading: string;
  readonly paragraphs: (facts: CheckingFacts) => readonly string[];
}

const de: CheckingWords = {
  heading: 'Auf Deutsch: wie geprüft wird, und was dies nicht beweist',
  paragraphs: ({ several, sealed, online, confirmed, softToken }) => {
    const kind = sealed ? 'versiegelte' : 'ursprüngliche';
    const files = several ? `die ${kind}n Dokumente` : `das ${kind} Dokument`;
    return [
      ...(online
        ? [
            `Öffnen Sie die Adresse neben dem Code oder scannen Sie ihn, und legen Sie diese Datei und ${files} dort ab. Geprüft wird in Ihrem Browser; nichts wird hochgeladen.`,
          ]
        : []),
      `Ohne Netz leistet verifier.html dasselbe, eine einzelne Datei, die jedem Beweispaket beiliegt. Jedes Programm, das PDF-Signaturen prüft, zeigt das Siegel über dieser Datei: Es muss gültig sein und die ganze Datei umfassen. Die SHA-256 ${several ? 'der Dokumente' : 'des Dokuments'} stehen weiter oben.`,
      `Die Zeiten stammen von der Uhr der Plattform; ${confirmed ? 'wann der Stand des Protokolls bestand, hat eine außenstehende Stelle bestätigt' : 'keine außenstehende Stelle hat sie bestätigt'}. Wer tatsächlich an einem Postfach oder Gerät saß, zeigt die Aufzeichnung nur so weit, wie es unter „Identifiziert“ steht. Was nie aufgezeichnet wurde, kann fehlen; was aufgezeichnet ist, lässt sich nicht mehr ändern, ohne dieser Datei zu widersprechen.${softToken ? ' Das Siegel wurde mit einem Entwicklungs-Token in Software erstellt.' : ''}`,
    ];
  },
};

const fr: CheckingWords = {
  heading: 'En français : comment vérifier, et ce que cela ne prouve pas',
  paragraphs: ({ several, sealed, online, confirmed, softToken }) => {
    const kind = sealed ? 'scellé' : 'd’origine';
    const files = several ? `les documents ${sealed ? 'scellés' : kind}` : `le document ${kind}`;
    return [
      ...(online
        ? [
            `Ouvrez l’adresse à côté du code, ou scannez-le, puis déposez-y ce fichier et ${files}. La vérification se fait dans votre navigateur ; rien n’est envoyé.`,
          ]
        : []),
      `Sans réseau, verifier.html, un fichier unique joint à chaque dossier de preuves, fait de même. Tout lecteur PDF qui vérifie les signatures montre le sceau de ce fichier : il doit être valide et couvrir le fichier entier. Les SHA-256 ${several ? 'des documents' : 'du document'} figurent plus haut.`,
      `Les heures sont celles de l’horloge de la plateforme ; ${confirmed ? 'une autorité extérieure a confirmé quand l’état du journal existait' : 'aucune autorité extérieure ne les a confirmées'}. Le registre ne montre qui se trouvait réellement devant une messagerie ou un appareil que dans la mesure indiquée sous « Identification ». Ce qui n’a jamais été consigné peut manquer ; ce qui l’a été ne peut plus être modifié sans contredire ce fichier.${softToken ? ' Le sceau a été apposé avec un jeton logiciel de développement.' : ''}`,
    ];
  },
};

const es: CheckingWords = {
  heading: 'En español: cómo comprobarlo y qué no demuestra',
  paragraphs: ({ several, sealed, online, confirmed, softToken }) => {
    const kind = sealed ? 'sellado' : 'original';
    const files = several ? `los documentos ${sealed ? 'sellados' : 'originales'}` : `el documento ${kind}`;
    return [
      ...(online
        ? [
            `Abra la dirección que está junto al código, o escanéelo, y deposite allí este archivo y ${files}. La comprobación se hace en su navegador; no se envía nada.`,
          ]
        : []),
      `Sin red, verifier.html, un único archivo que acompaña a cada paquete de pruebas, hace lo mismo. Todo lector de PDF que compruebe firmas muestra el sello de este archivo: debe ser válido y abarcar el archivo entero. Los SHA-256 ${several ? 'de los documentos' : 'del documento'} figuran más arriba.`,
      `Las horas son las del reloj de la plataforma; ${confirmed ? 'una autoridad externa ha confirmado cuándo existía el estado del registro público' : 'ninguna autoridad externa las ha confirmado'}. Quién estaba realmente ante un buzón o un dispositivo solo consta hasta donde dice «Identificación». Lo que nunca se registró puede faltar; lo registrado ya no puede cambiarse sin contradecir este archivo.${softToken ? ' El sello se hizo con un token de desarrollo en software.' : ''}`,
    ];
  },
};

/** For who reads this language beside English; null: the section is in it already. */
export function checkingWordsOf(language: CertificateLanguage): CheckingWords | null {
  return { en: null, de, fr, es }[language];
}
