import type { Readable } from 'node:stream';
import type { EnvelopeId } from '../../../domain/ids.js';
import { record } from '../../../events/record.js';
import { zipStream } from '../../../http/zip-stream.js';
import type { UnitOfWork } from '../../../ports/unit-of-work.js';
import type { EvidenceReader } from '../reader.js';
import {
  type CollectEvidence,
  type CollectedEvidence,
  type PackageFile,
  sha256Hex,
} from './collect-evidence.js';
import { packageReadme } from './package-readme.js';
import type { VerifierPage } from './verifier-page.js';

export interface EvidencePackage {
  readonly fileName: string;
  readonly stream: Readable;
}

/** One zip with everything needed to check an envelope without this server. */
export class PackEvidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly collect: CollectEvidence,
    private readonly verifier: VerifierPage,
  ) {}

  /** Recorded before the first byte is there. @throws AppError `not-found` */
  async run(reader: EvidenceReader, id: EnvelopeId): Promise<EvidencePackage> {
    const evidence = await this.collect.run(reader, id);
    const files = withReadme(evidence, id, [...evidence.files, ...proofs(evidence), await this.page()]);
    const sha256Hexes = evidence.files.map((file) => file.sha256Hex);
    await this.unitOfWork.transact(reader.organisationId, (tx) => {
      const data = { kind: 'evidence-package' as const, sha256Hexes };
      return record(tx, [{ type: 'audit.downloaded', envelopeId: id, data }], reader.context);
    });
    return { fileName: `evidence-${id}.zip`, stream: zipStream(files) };
  }

  private async page(): Promise<PackageFile> {
    return inMemory('verifier.html', await this.verifier.bytes());
  }
}

function proofs({ logged, sealChainPem }: CollectedEvidence): PackageFile[] {
  const files: PackageFile[] = [];
  if (logged !== null) {
    files.push(inMemory('head.tlog-proof', logged.tlogProof), inMemory('checkpoint.txt', logged.checkpoint));
    if (logged.timestampTokenDer !== null) files.push(inMemory('checkpoint.tsr', logged.timestampTokenDer));
    files.push(inMemory('log-keys.txt', logged.verifierKeys.map((key) => `${key}\n`).join('')));
  }
  if (sealChainPem !== null) files.push(inMemory('seal-chain.pem', sealChainPem));
  return files;
}

function withReadme(evidence: CollectedEvidence, id: string, files: readonly PackageFile[]): PackageFile[] {
  const names = [...files.map(({ name }) => name), 'SHA256SUMS'];
  const all = [inMemory('README.txt', packageReadme(evidence, id, names)), ...files];
  const sums = all.map((file) => `${file.sha256Hex}  ${file.name}\n`).join('');
  return [...all, inMemory('SHA256SUMS', sums)];
}

function inMemory(name: string, content: string | Uint8Array): PackageFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name, sha256Hex: sha256Hex(bytes), read: () => Promise.resolve(bytes) };
}
