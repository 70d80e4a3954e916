// Arrows point down only (docs/decisions): web → HTTP → api → packages; inside the api: programs → features → ports,
// events → domain; infra implements ports. `npm run check` proves with planted violations that each rule can fail
// (scripts/checks/architecture-violations.mjs has one line per rule).
const TEST = '[.](test|int[.]test|spec)[.](tsx?|mjs)$|/testing/|^scripts/checks/';
const FRAMEWORKS = [
  '@nestjs',
  'next',
  'react',
  '@prisma',
  'bullmq',
  'ioredis',
  'nodemailer',
  'express',
  'better-auth',
];
const npm = (names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;
const edge = '[.](module|controller|job|guard|filter|pipe|interceptor|decorator)[.]ts$';

/** One library, one door: who may import it. */
const DOORS = {
  nestjs: {
    libraries: ['@nestjs', 'nestjs-pino'],
    door: `^apps/api/src/((main|worker|sealer|app[.]module)[.]ts$|http/)|${edge}`,
  },
  prisma: { libraries: ['@prisma'], door: '^apps/api/src/infra/database/|^prisma/' },
  queue: { libraries: ['bullmq', 'ioredis'], door: '^apps/api/src/infra/queue/|^apps/cli/' },
  mail: { libraries: ['nodemailer'], door: '^apps/api/src/infra/mail/|^apps/cli/|^scripts/' },
  pkcs11: { libraries: ['pkcs11js'], door: '^packages/signing-core/src/keys/pkcs11/' },
  pdfium: { libraries: ['@embedpdf'], door: '^packages/signing-core/src/rendering/' },
  pdf: { libraries: ['pdf-lib', '@cantoo', '@signpdf', '@pdf-lib'], door: '^packages/|^apps/cli/src/bench/' },
  accounts: {
    libraries: ['better-auth', '@better-auth'],
    door: '^apps/api/src/features/accounts/|^apps/web/',
  },
};

/**
 * What reads and judges a sealed file also runs in a browser; the rest of signing-core need not. Of audit all but the
 * drawing of certificates does: record, chain, tree, tiles, checkpoints, proofs.
 */
const BROWSER_SAFE = `^packages/(audit/src/(?!certificate/|runtime/node[.]ts$)|signing-core/src/(${[
  'verify/',
  'asn1/',
  'x509/',
  'timestamp/',
  'cms/(parse-[^/]+|cms-refusal|definite-lengths|encode-signed-data|signature-algorithm)[.]ts$',
  'pdf/(lexer|objects|parse-[^/]+|cross-reference|xref-[^/]+|decode-(stream|lzw|run-length)|read-object-stream|pdf-reader|page-tree|is-plain-page|form-fields|signature-fields|byte-range|damaged|serialise|embedded-files)[.]ts$',
  'runtime/(bytes|hash-name|browser)[.]ts$',
  'keys/digest-signer[.]ts$',
  'errors[.]ts$',
].join('|')}))`;

const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

export default {
  forbidden: [
    forbid('no-cycles', 'Move what both need below them.', {}, { circular: true }),
    {
      ...forbid(
        'no-folder-cycles',
        'Two folders that need each other are one folder, or hide a third.',
        { path: '^(packages|apps/api/src)' },
        { circular: true },
      ),
      scope: 'folder',
    },
    forbid(
      'no-undeclared-package',
      'Add it to the package.json beside it.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    forbid(
      'no-unresolvable',
      'What cannot be resolved cannot be checked.',
      {},
      { couldNotResolve: true, pathNot: '^server-only$' },
    ),
    forbid(
      'packages-are-pure',
      'No framework in a library anyone can use without us.',
      { path: '^packages/', pathNot: `${TEST}|^packages/verifier/src/page/` },
      { path: npm(FRAMEWORKS) },
    ),
    forbid(
      'pages-show-what-others-judge',
      'React belongs to the page; what is judged runs without it.',
      { path: '^packages/verifier/src/(?!page/)', pathNot: TEST },
      { path: '^packages/verifier/src/page/' },
    ),
    forbid(
      'packages-do-no-io',
      'crypto, buffer and zlib compute; every other node module reaches outside, and has an entry point of its own.',
      {
        path: '^packages/[^/]+/src/',
        pathNot: `${TEST}|^packages/signing-core/src/(fonts|keys/pkcs11|online|development|sandbox|office|rendering)/|^packages/signing-core/src/pdf/read-pdf-file[.]ts$`,
      },
      { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer|zlib)$' },
    ),
    forbid(
      'one-door-network',
      'One guarded client reaches out of signing-core; what runs in a browser or beside a key never does.',
      { path: '^packages/', pathNot: `${TEST}|^packages/signing-core/src/(online|development)/` },
      { dependencyTypes: ['core'], path: '^(node:)?(net|tls|http|https|http2|dns|dgram)(/|$)' },
    ),
    forbid(
      'online-is-asked-for',
      'Nothing in the library goes online by itself: whoever wants it imports an entry point.',
      {
        path: '^packages/signing-core/src/',
        pathNot: `${TEST}|^packages/signing-core/src/(online|development)/`,
      },
      { path: '^packages/signing-core/src/(online|development)/' },
    ),
    forbid(
      'pages-are-drawn-in-children',
      'PDFium reads bytes nobody vouches for: only programs with limits and without secrets may load it.',
      {
        path: '^(packages|apps|e2e|scripts)/',
        pathNot: `${TEST}|^packages/signing-core/src/(rendering/|sandbox/[^/]+-child[.]ts$)|^apps/api/src/infra/pdf-sandbox/[^/]+-child[.]ts$`,
      },
      { path: '^packages/signing-core/(src|dist)/rendering/' },
    ),
    forbid(
      'browser-rooms-use-no-node',
      'Hash and inflate through #runtime, handle bytes with runtime/bytes.',
      { path: BROWSER_SAFE, pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'browser-rooms-stay-among-themselves',
      'What they import runs in the browser too; only #runtime has two sides.',
      { path: BROWSER_SAFE, pathNot: TEST },
      { path: '^packages/[^/]+/src/', pathNot: BROWSER_SAFE },
    ),
    forbid(
      'packages-know-no-app',
      'Packages stand below the apps.',
      { path: '^packages/' },
      { path: '^(apps|prisma|e2e|scripts)/' },
    ),
    forbid(
      'packages-are-siblings',
      'The app passes one what it needs of the other; only the verifier joins them (ADR 0018).',
      { path: '^packages/(?!verifier/)([^/]+)/' },
      { path: '^packages/', pathNot: '^packages/$1/' },
    ),
    forbid(
      'verifier-uses-no-node',
      'It runs in a browser, opened from disk.',
      { path: '^packages/verifier/src/', pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'package-front-door',
      'Import a package by its name, never by path. A style sheet is handed out as it was written.',
      { path: '^(apps|e2e|scripts|prisma)/' },
      { path: '^packages/[^/]+/src/', pathNot: '[.]css$' },
    ),
    forbid(
      'verifier-asks-at-the-front-door',
      'It joins the packages as anybody could: by their names.',
      { path: '^packages/verifier/' },
      { path: '^packages/(?!verifier/)[^/]+/src/' },
    ),
    forbid(
      'testing-code-stays-in-tests',
      'Test doubles must not reach production.',
      { pathNot: TEST },
      { path: '/testing/' },
    ),
    forbid(
      'web-knows-only-http',
      'The web talks to the api over HTTP; of the packages it shows the verifier’s page, which talks to nobody.',
      { path: '^apps/web/' },
      { path: '^(apps/(api|cli)|packages)/', pathNot: '^packages/verifier/' },
    ),
    forbid(
      'cli-knows-no-server',
      'The command line uses packages and the public API.',
      { path: '^apps/cli/' },
      { path: '^apps/(api|web)/' },
    ),
    forbid(
      'features-do-not-meet',
      'They meet in events/.',
      { path: '^apps/api/src/features/([^/]+)/', pathNot: TEST },
      { path: '^apps/api/src/features/', pathNot: '^apps/api/src/features/$1/' },
    ),
    forbid(
      'features-see-ports-not-infra',
      'Ask for a port; the module chooses the adapter.',
      { path: '^apps/api/src/features/', pathNot: `[.]module[.]ts$|${TEST}` },
      { path: '^apps/api/src/infra/' },
    ),
    forbid(
      'infra-knows-no-feature',
      'An adapter serves whoever asks for its port.',
      { path: '^apps/api/src/infra/', pathNot: TEST },
      { path: '^apps/api/src/features/' },
    ),
    forbid(
      'ports-know-only-domain',
      'A port is said in words of the domain.',
      { path: '^apps/api/src/ports/' },
      { path: '^apps/api/src/(?!ports/|domain/)' },
    ),
    forbid(
      'domain-is-pure',
      'Rules know no clock, framework or storage.',
      { path: '^apps/api/src/domain/', pathNot: TEST },
      { path: `^apps/api/src/(?!domain/)|${npm(FRAMEWORKS)}` },
    ),
    forbid(
      'domain-does-no-io',
      'Rules are told what they need.',
      { path: '^apps/api/src/domain/', pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'events-know-only-ports',
      '"What follows from X" is said to ports.',
      { path: '^apps/api/src/events/', pathNot: TEST },
      { path: '^apps/api/src/(?!events/|ports/|domain/)' },
    ),
    forbid(
      'http-knows-no-feature',
      'Guards and filters serve every feature.',
      { path: '^apps/api/src/http/', pathNot: TEST },
      { path: '^apps/api/src/features/' },
    ),
    ...Object.entries(DOORS).map(([name, { libraries, door }]) =>
      forbid(
        `one-door-${name}`,
        `Only ${door} may import ${libraries.join(', ')}.`,
        { path: '^(apps|packages|scripts|prisma)/', pathNot: `${door}|${TEST}` },
        { path: npm(libraries) },
      ),
    ),
    forbid(
      'one-door-prisma-client',
      'The generated client belongs to infra/database; modules hand it to the adapters.',
      {
        path: '^(apps|packages|scripts|prisma)/',
        pathNot: `^apps/api/src/infra/database/|[.]module[.]ts$|${TEST}`,
      },
      { path: '/infra/database/generated/' },
    ),
  ],
  options: {
    doNotFollow: { path: '(^|/)(node_modules|dist|generated|[.]next)/' },
    // Type imports are arrows too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.architecture.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'require', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
    },
  },
};
