/**
 * One planted violation per architecture rule: `rule → [file, what it imports]`. The self-test writes them into a toy
 * workspace and expects every rule to be reported; a rule without a line here fails the check.
 *
 * @type {Record<string, [string, string][]>}
 */
export const PLANTED_VIOLATIONS = {
  'no-cycles': [
    ['packages/audit/src/egg.ts', './hen.js'],
    ['packages/audit/src/hen.ts', './egg.js'],
  ],
  'no-folder-cycles': [
    ['packages/audit/src/left/one.ts', '../right/one.js'],
    ['packages/audit/src/right/one.ts', ''],
    ['packages/audit/src/right/two.ts', '../left/two.js'],
    ['packages/audit/src/left/two.ts', ''],
  ],
  'no-undeclared-package': [['packages/audit/src/undeclared.ts', 'undeclared']],
  'no-unresolvable': [['packages/audit/src/unresolvable.ts', './nowhere.js']],
  'packages-are-pure': [['packages/audit/src/framework.ts', 'express']],
  'packages-do-no-io': [['packages/audit/src/io.ts', 'node:fs']],
  'one-door-network': [['packages/audit/src/socket.ts', 'node:https']],
  'online-is-asked-for': [['packages/signing-core/src/verify/phone-home.ts', '../online/guarded-fetch.js']],
  'pages-are-drawn-in-children': [
    ['packages/signing-core/src/intake/drawn.ts', '../rendering/index.js'],
    [
      'apps/api/src/infra/pdf-sandbox/parent.ts',
      '../../../../../packages/signing-core/src/rendering/index.js',
    ],
  ],
  'browser-rooms-use-no-node': [
    ['packages/signing-core/src/verify/hash.ts', 'node:crypto'],
    ['packages/audit/src/merkle/hash.ts', 'node:crypto'],
  ],
  'browser-rooms-stay-among-themselves': [
    ['packages/signing-core/src/x509/sealing.ts', '../index.js'],
    ['packages/audit/src/proof/drawn.ts', '../certificate/index.js'],
  ],
  'packages-know-no-app': [['packages/audit/src/app.ts', '../../../apps/api/src/domain/rule.js']],
  'packages-are-siblings': [['packages/audit/src/sibling.ts', '../../signing-core/src/index.js']],
  'pages-show-what-others-judge': [['packages/verifier/src/judge.ts', './page/desk.js']],
  'verifier-uses-no-node': [['packages/verifier/src/io.ts', 'node:crypto']],
  'verifier-asks-at-the-front-door': [['packages/verifier/src/path.ts', '../../audit/src/event.js']],
  'package-front-door': [
    ['apps/api/src/features/seals/path.ts', '../../../../../packages/audit/src/event.js'],
  ],
  'testing-code-stays-in-tests': [['packages/audit/src/double.ts', './testing/double.js']],
  'web-knows-only-http': [['apps/web/src/page.ts', '../../api/src/domain/rule.js']],
  'cli-knows-no-server': [['apps/cli/src/main.ts', '../../api/src/domain/rule.js']],
  'features-do-not-meet': [['apps/api/src/features/seals/meet.ts', '../bulk/row.js']],
  'features-see-ports-not-infra': [['apps/api/src/features/seals/infra.ts', '../../infra/mail/adapter.js']],
  'infra-knows-no-feature': [['apps/api/src/infra/time/feature.ts', '../../features/bulk/row.js']],
  'ports-know-only-domain': [['apps/api/src/ports/upwards.ts', '../infra/mail/adapter.js']],
  'domain-is-pure': [['apps/api/src/domain/framework.ts', 'express']],
  'domain-does-no-io': [['apps/api/src/domain/io.ts', 'node:crypto']],
  'events-know-only-ports': [['apps/api/src/events/upwards.ts', '../infra/mail/adapter.js']],
  'http-knows-no-feature': [['apps/api/src/http/feature.ts', '../features/bulk/row.js']],
  'one-door-nestjs': [['apps/api/src/features/seals/nest.ts', '@nestjs/common']],
  'one-door-prisma': [['apps/api/src/features/seals/prisma.ts', '@prisma/client']],
  'one-door-queue': [['apps/api/src/features/seals/queue.ts', 'bullmq']],
  'one-door-mail': [['apps/api/src/features/seals/mail.ts', 'nodemailer']],
  'one-door-pkcs11': [['apps/api/src/features/seals/hsm.ts', 'pkcs11js']],
  'one-door-pdfium': [['apps/api/src/infra/pdf-sandbox/renderer.ts', '@embedpdf/pdfium']],
  'one-door-pdf': [['apps/api/src/features/seals/pdf.ts', 'pdf-lib']],
  'one-door-accounts': [['apps/api/src/features/seals/auth.ts', 'better-auth']],
  'one-door-prisma-client': [
    ['apps/api/src/features/seals/client.ts', '../../infra/database/generated/client.js'],
  ],
};

/** What the violations import; legal by itself. */
export const TOY_FILES = [
  'apps/api/src/domain/rule.ts',
  'apps/api/src/features/bulk/row.ts',
  'apps/api/src/infra/database/generated/client.ts',
  'apps/api/src/infra/mail/adapter.ts',
  'packages/audit/src/event.ts',
  'packages/audit/src/testing/double.ts',
  'packages/verifier/src/page/desk.ts',
  'packages/signing-core/src/index.ts',
  'packages/signing-core/src/online/guarded-fetch.ts',
  'packages/signing-core/src/rendering/index.ts',
];

/** Libraries the toy workspace has installed; only `undeclared` is not in its package.json. */
export const TOY_LIBRARIES = [
  '@nestjs/common',
  '@prisma/client',
  'bullmq',
  'nodemailer',
  'pkcs11js',
  'pdf-lib',
  '@embedpdf/pdfium',
  'better-auth',
  'express',
  'undeclared',
];
