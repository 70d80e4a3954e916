import { type ExportAttempt, isLogKeyLabel, type KeyProbe } from '@sealwright/signing-core/pkcs11';
import { vendorPolicy } from './vendor-policy.js';

const attemptWords: Record<ExportAttempt['id'], string> = {
  'read-private-value': 'read the private key',
  'make-extractable': 'mark it extractable',
  'make-insensitive': 'mark it not sensitive',
  'copy-extractable': 'copy it as extractable',
  'wrap-with-session-key': 'wrap it with a key of our own',
};

const originWords: Record<KeyProbe['origin'], string> = {
  'generated-in-token': 'It was generated in this token and was never outside.',
  imported: 'It was imported: a copy may exist elsewhere, and no token can tell.',
  unknown: 'The token does not say where it was generated.',
};

/** Answers "may this key be exported?" in words, with the evidence below. */
export function describeProbe(probe: KeyProbe): string[] {
  return [
    `Key ${JSON.stringify(probe.label)} (${useOf(probe)}, id ${probe.idHex || 'none'})`,
    `Token: ${probe.manufacturer}, ${probe.model}, serial ${probe.serial}`,
    '',
    verdict(probe),
    originWords[probe.origin],
    ...(probe.soft
      ? [
          'The token is software: its keys are files, and whoever copies the files has the keys. Fine for development only.',
        ]
      : []),
    '',
    'The token says:',
    ...Object.entries(probe.attributes).map(
      ([name, value]) => `  ${name.padEnd(18)} ${value ?? 'not stated'}`,
    ),
    'We tried to:',
    ...probe.attempts.map((attempt) => `  ${attemptWords[attempt.id].padEnd(30)} ${outcome(attempt)}`),
    '',
    `What the maker allows (${probe.manufacturer}):`,
    ...vendorPolicy(probe).map((sentence) => `  ${sentence}`),
    '',
    ...(probe.exportable ? [] : insteadOfExport),
  ];
}

function useOf({ label, usableAlgorithms }: KeyProbe): string {
  if (isLogKeyLabel(label)) return 'log key: signs checkpoints';
  return usableAlgorithms.join(' ') || 'not usable for seals';
}

/** Who asks for the key usually wants the signature to work elsewhere; that needs no key. */
const insteadOfExport = [
  'To sign from another machine, move the token or reach it over the network, and name it with --key.',
  'To go on with another token, generate a key there (sealwright token generate), have it certified (token csr), and',
  'change the URI. Files sealed before stay valid: they carry their certificates and never need the old key again.',
];

function verdict(probe: KeyProbe): string {
  return probe.exportable
    ? 'This key CAN leave its token. Do not seal with it: generate one in the token instead.'
    : 'This key cannot be exported: every attempt was refused. Documents go to the key, the key goes nowhere.';
}

function outcome(attempt: ExportAttempt): string {
  const words: Record<ExportAttempt['outcome'], string> = {
    refused: `refused (${attempt.cryptokiName})`,
    succeeded: 'SUCCEEDED',
    'not-offered': 'not offered by this token',
    'already-so': 'ALREADY SO',
  };
  return words[attempt.outcome];
}
