/**
 * Variables that PKCS#11 libraries read themselves (docs/hsm.md says which vendor reads which). The token process gets
 * these and nothing else of ours: no database address, no other secret.
 */
const vendorVariables: readonly RegExp[] = [
  /^SOFTHSM2_CONF$/,
  /^YUBIHSM_PKCS11_\w+$/,
  /^ChrystokiConfigurationPath$/,
  /^ET_(PTKC|HSM)_\w+$/,
  /^CLOUDHSM_\w+$/,
  /^(NFAST|CKNFAST)_\w+$/,
  /^CS_PKCS11_\w+$/,
  /^KMS_PKCS11_CONFIG$/,
  /^TPM2_PKCS11_\w+$/,
  /^OPENSC_\w+$/,
  /^P11_KIT_\w+$/,
  /^PKCS11_PROXY_\w+$/,
];

/** A PIN goes to the library through C_Login alone; in an environment every process of the user could read it. */
const neverPassedOn = /PIN$|PASSWORD|SECRET|^(DATABASE|REDIS|SMTP|MASTER_KEY|AUTH)_/i;

/** True when a value of PKCS11_LIBRARY_ENV names nothing that the token process must not see. */
export function namesNoSecret(names: string): boolean {
  return split(names).every((name) => !neverPassedOn.test(name));
}

/**
 * The surroundings of the token process: what vendors are known to read, and the names in PKCS11_LIBRARY_ENV (separated
 * by blanks or commas), such as `LD_LIBRARY_PATH HOME`. Names that carry a secret of ours are left out whoever asks.
 */
export function libraryEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const named = split(environment.PKCS11_LIBRARY_ENV ?? '');
  const isWanted = (name: string) =>
    !neverPassedOn.test(name) &&
    (named.includes(name) || vendorVariables.some((pattern) => pattern.test(name)));
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && value !== '' && isWanted(name) ? [[name, value]] : [],
    ),
  );
}

function split(names: string): string[] {
  return names.split(/[\s,]+/).filter((name) => name !== '');
}
