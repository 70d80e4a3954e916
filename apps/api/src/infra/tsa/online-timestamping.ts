import { readFileSync } from 'node:fs';
import {
  type CollectValidationData,
  collectValidationData,
  createTimestamper,
  type RevocationAnswer,
  type RevocationSource,
  SigningError,
  type TimestampAuthority,
  TimestampError,
  type TimestampImprint,
} from '@sealwright/signing-core';
import {
  directoryRevocationSource,
  httpRevocationSource,
  httpTimestampAuthority,
} from '@sealwright/signing-core/online';
import type { AuthorityAddress, TimestampConfig } from '../../config/timestamps.js';
import { type AuthorityReply, Timestamping } from '../../ports/timestamping.js';

/** One authority; a lease of two minutes has room for several of them, twice. */
const timeLimitMs = 10_000;

/** Over signing-core's guarded client: the addresses an operator named, and no others, may be private. */
export class OnlineTimestamping extends Timestamping {
  private readonly authorities: ReadonlyMap<string, TimestampAuthority>;
  private readonly source: RevocationSource;

  /** @param sealTrustFile roots of the seal certificates, whose revocation is asked for too. */
  constructor(
    private readonly config: TimestampConfig,
    private readonly sealTrustFile: string,
  ) {
    super();
    this.authorities = new Map(config.authorities.map((one) => [one.name, toAuthority(one)]));
    this.source = toSource(config.revocation);
  }

  override get names(): readonly string[] {
    return this.config.authorities.map(({ name }) => name);
  }

  override async ask(name: string, imprint: TimestampImprint): Promise<AuthorityReply> {
    const authority = this.authorities.get(name);
    if (!authority) throw new TypeError('No authority of this name is configured.');
    const ask = createTimestamper([authority], { trustedRootsPem: this.trustedRootsPem(), timeLimitMs });
    try {
      return { name, outcome: { token: await ask(imprint) } };
    } catch (error) {
      if (!(error instanceof TimestampError)) throw error;
      const [failure] = error.failures;
      const code = error.code === 'timestamp-invalid' ? 'timestamp-invalid' : 'timestamp-unavailable';
      return { name, outcome: { code, detail: failure?.error.message ?? error.message } };
    }
  }

  override readonly collect: CollectValidationData = async (pdf) => {
    const trustedRootsPem = [readFileSync(this.sealTrustFile, 'utf8'), ...this.trustedRootsPem()];
    return await collectValidationData(pdf, { trustedRootsPem, source: this.source, at: new Date() });
  };

  override trustedRootsPem(): readonly string[] {
    const { trustFile } = this.config;
    return trustFile === null ? [] : [readFileSync(trustFile, 'utf8')];
  }
}

/** A user and password in the address become a header: addresses with them are not asked, and never shown. */
function toAuthority({ url: address, name }: AuthorityAddress): TimestampAuthority {
  const url = new URL(address);
  const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const headers =
    url.username === '' ? {} : { authorization: `Basic ${Buffer.from(login).toString('base64')}` };
  return httpTimestampAuthority({ url: name, name, headers, allowHosts: [url.host], timeLimitMs });
}

/** What lies in the folder first; what is missing there is asked for, where that is allowed. */
function toSource({ dir, online, hosts }: TimestampConfig['revocation']): RevocationSource {
  const sources = [
    ...(dir === null ? [] : [directoryRevocationSource(dir)]),
    ...(online ? [httpRevocationSource({ allowHosts: hosts, timeLimitMs })] : []),
  ];
  return {
    find: async (query) => {
      const answers: RevocationAnswer[] = [];
      let failure: unknown = null;
      for (const source of sources) {
        try {
          answers.push(await source.find(query));
        } catch (error) {
          if (!(error instanceof SigningError)) throw error;
          failure = error;
        }
      }
      // One source that has nothing to say is no reason to stop while another one answered.
      if (answers.length === 0 && failure !== null) throw failure;
      return {
        crlsDer: answers.flatMap(({ crlsDer }) => crlsDer),
        ocspResponsesDer: answers.flatMap(({ ocspResponsesDer }) => ocspResponsesDer),
      };
    },
  };
}
