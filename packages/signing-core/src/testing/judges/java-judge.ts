import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasTool, runTool } from '../external-tool.js';

const JARS = ['pdfbox2', 'fontbox2', 'commons-logging', 'bcprov', 'bcpkix', 'bcutil'].map(
  (name) => `/usr/share/java/${name}.jar`,
);
const CHECKER = fileURLToPath(new URL('../../../conformance/CheckSignatures.java', import.meta.url));

/** Debian's packages of PDFBox and BouncyCastle, and a JDK that runs a source file. Says loudly when they are missing. */
export function hasJavaJudge(): boolean {
  const present = hasTool('java') && JARS.every((jar) => existsSync(jar));
  if (!present) {
    console.warn(
      'SKIPPED: PDFBox and BouncyCastle are not installed: apt-get install libpdfbox2-java libbcpkix-java default-jdk-headless',
    );
  }
  return present;
}

/** Lines `OK` or `FAIL`, path, field position and words, one per signature, of one JVM for all files. */
export function judgeWithJava(
  rootsPath: string,
  paths: readonly string[],
): { state: string; path: string; words: string }[] {
  const args = ['-cp', JARS.join(':'), CHECKER, rootsPath, ...paths];
  const { output } = runTool('java', args, { timeoutMs: 600_000 });
  const rows = output
    .split('\n')
    .filter((line) => /^(OK|FAIL)\t/.test(line))
    .map((line) => {
      const [state = '', path = '', position = '', words = ''] = line.split('\t');
      return { state, path, words: `${position}: ${words}` };
    });
  if (rows.length === 0) throw new Error(`The Java checker said nothing: ${output.slice(0, 500)}`);
  return rows;
}
