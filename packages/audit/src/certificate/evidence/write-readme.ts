import { parseVerifierKey } from '../../checkpoint/verifier-key.js';

export type ReadmeFacts = {
  envelopeId: string;
  headHashHex: string;
  publicUrl: string | null;
  hasLog: boolean;
  hasTimestamp: boolean;
  logKeys: readonly string[];
};

/** README.txt of a certificate: every check by hand, with tools that are not ours. Tried as written by a test. */
export function writeReadme(facts: ReadmeFacts): string {
  const sections = [
    introduction(facts),
    seal,
    chain(facts),
    personalValue,
    documents,
    sealKey,
    ...(facts.hasLog ? [inclusion, checkpointSignature(facts)] : []),
    ...(facts.hasTimestamp ? [timestamp] : []),
    limits,
  ];
  return `${sections.join('\n\n')}\n`;
}

function introduction({ envelopeId, headHashHex, publicUrl }: ReadmeFacts): string {
  const online = publicUrl
    ? `\n    in a browser, nothing is uploaded:   ${publicUrl.replace(/\/+$/, '')}/verify`
    : '';
  return `HOW TO CHECK THIS AUDIT CERTIFICATE

Envelope      ${envelopeId}
Last hash     ${headHashHex}

The short way. All three do the same, with nothing but the files you have:
${online}
    offline, one file in a browser:      verifier.html
    on a command line:                   sealwright audit verify certificate.pdf --document sealed.pdf

The long way, below, needs no program of ours: poppler-utils, jq, xxd and OpenSSL 3 on any Unix. Take the attached
files out first; everything else is done where they are:

    pdfdetach -saveall certificate.pdf`;
}

const seal = `1. THE SEAL OVER THE CERTIFICATE
It covers the whole file, the attachments included, and allows no change (DocMDP P=1).

    pdfsig -nocert certificate.pdf`;

function chain({ headHashHex }: ReadmeFacts): string {
  return `2. THE CHAIN
Every event is hashed with the hash of the event before. The last line must say ${headHashHex.slice(0, 16)}…, as the
certificate does on its pages.

    h=$(printf '%064d' 0)
    name=$(jq -j .stream audit.json | xxd -p -c 256)
    jq -r '.events[] | "\\(.seq) \\(.bytesBase64) \\(.chainHashHex)"' audit.json |
    while read -r seq bytes want; do
      e=$(printf %s "$bytes" | base64 -d | openssl dgst -sha256 -r | cut -c1-64)
      h=$(printf '02%s%s00%016x%s' "$h" "$name" "$seq" "$e" | xxd -r -p | openssl dgst -sha256 -r | cut -c1-64)
      [ "$h" = "$want" ] && echo "event $seq fits: $h" || { echo "event $seq DOES NOT FIT"; break; }
    done`;
}

const personalValue = `3. A PERSONAL VALUE
Names and addresses are not in the events; the events hold SHA-256(salt, value). Here: the first one of event 2. Both
lines must show the same hash.

    jq -r '.events[1].personal[0].saltBase64' audit.json | base64 -d > salt.bin
    jq -cSj '.events[1].personal[0].value' audit.json > value.json
    cat salt.bin value.json | openssl dgst -sha256 -r
    jq -r '.events[1] | .personal[0].subject as $s | .event.personal[] | select(.subject == $s) | .commit' audit.json`;

const documents = `4. THE DOCUMENTS
The hash of the file you hold must be one of those below.

    openssl dgst -sha256 -r sealed.pdf
    jq -r '.documents[] | .originalSha256Hex, .sealedSha256Hex' audit.json`;

const sealKey = `5. THE KEY
The SHA-256 of the key's SubjectPublicKeyInfo; both lines must be equal. Whether the key is the organisation's: ask them
for its fingerprint, or for the root certificate above it, on a way you trust.

    openssl x509 -in seal-chain.pem -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -r
    jq -r .sealKey.keyFingerprintSha256Hex audit.json`;

const inclusion = `6. THE TRANSPARENCY LOG HOLDS THE LAST EVENT
From the record to the root of the tree (RFC 9162, 2.1.3.2). Both lines at the end must be equal.

    sha() { xxd -r -p | openssl dgst -sha256 -r | cut -c1-64; }
    hex() { base64 -d | xxd -p -c 256; }
    n=$(jq '.events | length' audit.json)
    head=$(jq -r '.events[-1].chainHashHex' audit.json)
    [ "$n" -gt 1 ] && before=$(jq -r '.events[-2].chainHashHex' audit.json) || before=$(printf '%064d' 0)
    link=$(printf '03%s%s' "$before" "$(jq -j .stream audit.json | xxd -p -c 256)" | sha)
    r=$(printf '0001%s%s' "$link" "$(printf '04%s' "$head" | sha)" | sha)
    node=$(sed -n 's/^index //p' head.tlog-proof | head -1)
    last=$(( $(sed -n 2p checkpoint.txt) - 1 ))
    for line in $(sed -n '/^index /,/^$/p' head.tlog-proof | sed '1d;$d'); do
      p=$(printf %s "$line" | hex)
      if [ $((node % 2)) = 1 ] || [ "$node" = "$last" ]; then
        r=$(printf '01%s%s' "$p" "$r" | sha)
        while [ $((node % 2)) = 0 ] && [ "$node" != 0 ]; do node=$((node / 2)); last=$((last / 2)); done
      else
        r=$(printf '01%s%s' "$r" "$p" | sha)
      fi
      node=$((node / 2)); last=$((last / 2))
    done
    echo "$r"
    sed -n 3p checkpoint.txt | hex`;

/** One block of commands for each key: they differ by its kind. */
function checkpointSignature({ logKeys }: ReadmeFacts): string {
  const keys = logKeys.map(parseVerifierKey).filter(({ type }) => type !== 'cosignature');
  return `7. THE SIGNATURE OF THE LOG
Over the text of the checkpoint, up to its empty line. Compare the key with one you were given by somebody you trust: the
copy in log-keys.txt only helps to read.

    sed '/^$/,$d' checkpoint.txt > checkpoint.text
${keys.map(({ keyIdHex, type }) => signatureCommands(keyIdHex, type)).join('\n')}`;
}

function signatureCommands(keyIdHex: string, type: string): string {
  // In front of the 32 bytes: the DER of an Ed25519 SubjectPublicKeyInfo (RFC 8410).
  const start = type === 'ed25519' ? '302a300506032b6570032100' : '';
  const check =
    type === 'ed25519'
      ? 'openssl pkeyutl -verify -rawin -pubin -inkey log-key.pem -in checkpoint.text -sigfile checkpoint.sig'
      : 'openssl dgst -sha256 -verify log-key.pem -signature checkpoint.sig checkpoint.text';
  return `
    # key ${keyIdHex} (${type})
    (printf '${start}' | xxd -r -p; sed -n 's/^.*+${keyIdHex}+//p' log-keys.txt | base64 -d | tail -c +2) > log-key.der
    openssl pkey -pubin -inform der -in log-key.der -out log-key.pem
    sed '1,/^$/d' checkpoint.txt | while read -r dash name signature; do
      [ "$(printf %s "$signature" | base64 -d | head -c 4 | xxd -p)" = ${keyIdHex} ] || continue
      printf %s "$signature" | base64 -d | tail -c +5 > checkpoint.sig
    done
    ${check}`;
}

const timestamp = `8. THE TIMESTAMP OF THE CHECKPOINT
From an outside authority (RFC 3161). tsa.pem: its root certificate, from the authority itself.

    openssl ts -verify -token_in -in checkpoint.tsr -data checkpoint.text -CAfile tsa.pem
    openssl ts -reply -token_in -in checkpoint.tsr -text | grep 'Time stamp'`;

const limits = `WHAT THIS DOES NOT SHOW
Who in fact sat at a mailbox or a device, and what the platform never recorded. See the last page of the certificate.`;
