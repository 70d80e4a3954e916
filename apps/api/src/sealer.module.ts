import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type BeforeApplicationShutdown, type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { Logger } from 'pino';
import { loadConfig, type SealerConfig } from './config/config.js';
import { readLibraryEnvironment } from './config/env.js';
import type { SealerSecrets } from './config/secrets.js';
import type { TimestampConfig } from './config/timestamps.js';
import type { SealingDeployment } from './domain/sealing-policy.js';
import { CertificatesModule } from './features/certificates/certificates.module.js';
import { sequencerModule } from './features/log/sequencer.module.js';
import { SequencerLoop } from './features/log/sequencer-loop.js';
import { RegisteredLogSigners } from './features/log-distribution/registered-log-signers.js';
import { monitorModule } from './features/monitor/monitor.module.js';
import { ExtensionLoop } from './features/sealing/extension-loop.js';
import { SealJob } from './features/sealing/seal.job.js';
import { SealAgainJob } from './features/sealing/seal-again.job.js';
import { SealLoop } from './features/sealing/seal-loop.js';
import { SealingModule } from './features/sealing/sealing.module.js';
import { retryRule } from './http/retry-rule.js';
import { ThreadCertificatePainter } from './infra/certificate-thread/thread-certificate-painter.js';
import { FileTokenJournal } from './infra/hsm/file-token-journal.js';
import { Pkcs11LogKeyTokens } from './infra/hsm/pkcs11-log-key-tokens.js';
import { Pkcs11SealToken } from './infra/hsm/pkcs11-seal-token.js';
import { TokenHost } from './infra/hsm/token-host.js';
import { ChildPdfSandbox } from './infra/pdf-sandbox/child-pdf-sandbox.js';
import { JobRegistry } from './infra/queue/job-registry.js';
import { QueueWorker } from './infra/queue/queue-worker.js';
import { JobRunner } from './infra/queue/run-job.js';
import { OnlineTimestamping } from './infra/tsa/online-timestamping.js';
import { LOGGER, platformModule } from './platform.module.js';
import { CertificatePainter } from './ports/certificate-painter.js';
import { DueWork } from './ports/due-work.js';
import { Ids } from './ports/ids.js';
import { JobLedger } from './ports/job-ledger.js';
import { LogKeys } from './ports/log-keys.js';
import { LogSigners } from './ports/log-signers.js';
import { Organisations } from './ports/organisations.js';
import { PdfSandbox } from './ports/pdf-sandbox.js';
import { SealToken } from './ports/seal-token.js';
import { SealingSettings } from './ports/sealing-settings.js';
import { Timestamping } from './ports/timestamping.js';
import { TokenJournal } from './ports/token-journal.js';
import { UnitOfWork } from './ports/unit-of-work.js';
import { sealerDelivery } from './sealer-delivery.module.js';

const signaturesSideBySide = 2;
const sealsSideBySide = 4;
const sweepEveryMs = 3_000;

/** The one process that holds the key: sealing and certificates, no HTTP, nothing else. */
export function sealerModule(config: SealerConfig, secrets: SealerSecrets): DynamicModule {
  return {
    module: SealerModule,
    imports: [
      platformModule({ processName: 'sealer', config, secrets }),
      surroundingsModule(config),
      CertificatesModule,
      SealingModule,
      sequencerModule(config.log),
      monitorModule(config.monitor),
    ],
    providers: [bell(config), ...sealerDelivery(config), stopping],
  };
}

@Module({})
class SealerModule {}

@Module({})
class SealerSurroundings {}

/** What SealingModule asks of its process, and the certificates' subject it seals besides documents. */
function surroundingsModule(config: SealerConfig): DynamicModule {
  const providers = [sandbox, painter, ...token(config), timestamping(config), settings(config)];
  return {
    module: SealerSurroundings,
    global: true,
    imports: [CertificatesModule],
    providers,
    exports: [
      PdfSandbox,
      CertificatePainter,
      SealToken,
      LogSigners,
      TokenJournal,
      Timestamping,
      SealingSettings,
      CertificatesModule,
    ],
  };
}

/** The second reader of K7. It takes no uploads, so no child is kept ready for one. */
const sandbox: Provider = {
  provide: PdfSandbox,
  useFactory: () => new ChildPdfSandbox({ keepSpare: false }),
};

const painter: Provider = {
  provide: CertificatePainter,
  useFactory: () => new ThreadCertificatePainter(),
};

/** One token process for the seal key and the log keys, and its journal. */
function token(config: SealerConfig): Provider[] {
  const { modulePath, uri, algorithm, journalFile } = config.token;
  const host: Provider = {
    provide: TokenHost,
    useFactory: () =>
      new TokenHost({
        ...{ modulePath, uri, algorithm, journalFile },
        readPin: () => loadConfig('sealer').secrets.pin,
        libraryEnvironment: readLibraryEnvironment(),
        sessionCount: signaturesSideBySide,
      }),
  };
  const readLeafDer = () => Uint8Array.from(new X509Certificate(readFileSync(config.chainFile)).raw);
  const sealToken: Provider = {
    provide: SealToken,
    inject: [TokenHost],
    useFactory: (tokenHost: TokenHost) => new Pkcs11SealToken(tokenHost, readLeafDer),
  };
  const journal: Provider = { provide: TokenJournal, useFactory: () => new FileTokenJournal(journalFile) };
  return [host, sealToken, logSigners(config), journal];
}

function logSigners(config: SealerConfig): Provider {
  return {
    provide: LogSigners,
    inject: [TokenHost, LogKeys, UnitOfWork, Organisations, Ids],
    useFactory: (
      host: TokenHost,
      logKeys: LogKeys,
      unitOfWork: UnitOfWork,
      organisations: Organisations,
      ids: Ids,
    ) => {
      const tokens = new Pkcs11LogKeyTokens(host, config.logKeyUris);
      const softTokenAllowed = !config.isProduction || config.token.allowSoftToken;
      return new RegisteredLogSigners({
        ...{ tokens, logKeys, unitOfWork, organisations, ids, softTokenAllowed },
      });
    },
  };
}

function settings(config: SealerConfig): Provider {
  return {
    provide: SealingSettings,
    inject: [LOGGER],
    useFactory: (log: Logger): SealingSettings => ({
      concurrency: sealsSideBySide,
      sweepEveryMs,
      publicUrl: config.publicUrl,
      softTokenAllowed: !config.isProduction || config.token.allowSoftToken,
      readChainPem: () => readFileSync(config.chainFile, 'utf8'),
      readTrustPem: () => readFileSync(config.trustFile, 'utf8'),
      deployment: deploymentOf(config.timestamps),
      renewDays: config.timestamps.renewDays,
      log: ({ message, error, ...fields }) =>
        log.warn({ ...fields, ...(error !== undefined && { err: error }) }, message),
      logSealed: (sealId, stepsMs) => log.info({ sealId, stepsMs }, 'sealed'),
    }),
  };
}

function deploymentOf({ defaultPolicy, authorities, revocation }: TimestampConfig): SealingDeployment {
  const canRevoke = revocation.dir !== null || revocation.online;
  return { defaultPolicy, authorities: authorities.map(({ name }) => name), revocation: canRevoke };
}

/** The only way out of this process besides database, bell and token. */
function timestamping(config: SealerConfig): Provider {
  return {
    provide: Timestamping,
    useFactory: () => new OnlineTimestamping(config.timestamps, config.trustFile),
  };
}

function bell(config: SealerConfig): Provider {
  return {
    provide: QueueWorker,
    inject: [JobLedger, DueWork, SealJob, SealAgainJob, LOGGER],
    useFactory: (ledger: JobLedger, due: DueWork, job: SealJob, again: SealAgainJob, log: Logger) => {
      const registry = new JobRegistry('seal', [job, again]);
      const runner = new JobRunner({ ledger, registry, isRetryable: retryRule, log });
      return new QueueWorker({
        queue: 'seal',
        redisUrl: config.redisUrl,
        runner,
        registry,
        due,
        log,
        concurrency: 8,
      });
    },
  };
}

/** Seals at hand finish before the database and the token are closed. */
class Stopping implements BeforeApplicationShutdown {
  constructor(
    private readonly worker: QueueWorker,
    private readonly loop: SealLoop,
    private readonly extensions: ExtensionLoop,
    private readonly sequencer: SequencerLoop,
    private readonly sealToken: SealToken,
    private readonly sandbox: PdfSandbox,
    private readonly painter: CertificatePainter,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker.stop();
    await Promise.all([this.loop.stop(), this.extensions.stop(), this.sequencer.stop()]);
    await this.sealToken.close();
    await Promise.all([this.sandbox.close(), this.painter.close()]);
  }
}

const stopping: Provider = {
  provide: 'stopping',
  inject: [QueueWorker, SealLoop, ExtensionLoop, SequencerLoop, SealToken, PdfSandbox, CertificatePainter],
  useFactory: (
    worker: QueueWorker,
    loop: SealLoop,
    extensions: ExtensionLoop,
    sequencer: SequencerLoop,
    sealToken: SealToken,
    sandbox: PdfSandbox,
    painter: CertificatePainter,
  ) => new Stopping(worker, loop, extensions, sequencer, sealToken, sandbox, painter),
};
