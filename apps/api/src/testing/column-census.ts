import type { TestDatabase } from './database.js';

/**
 * Every column that can hold words or bytes, sorted by what of a person stands in it. A column that is in no list is one
 * nobody thought about: whoever adds it says here whether people's words get into it, and if they do, plants some
 * (`canary-person.ts`) and has the forgetting functions of the database erase them.
 */
type Columns = Readonly<Record<string, string>>;

/** Words people write about a person: planted in the test of forgetting, found before, and gone after. */
export const plantedColumns: Columns = {
  audit_personal: 'value',
  bulk: 'file_name columns',
  bulk_row: 'values problems',
  document: 'name report found_fields',
  envelope: 'title message end_reason',
  field: 'label prefilled name options choice_group',
  field_value: 'value',
  idempotency_key: 'response',
  recipient: 'key name email decline_reason user_agent',
  signature: 'user_agent',
  template: 'name title message',
  template_field: 'label prefilled name options choice_group',
  template_role: 'name',
  upload: 'file_name',
};

/** Of people too, but not in that story: accounts and what members write, and what mail servers and addresses say. */
const personalElsewhere: Columns = {
  account: 'password access_token refresh_token id_token account_id',
  api_key: 'name',
  // Free text of administrators is not searched (docs/decisions/0020).
  auditor_grant: 'reason',
  bulk: 'sender_name sender_email',
  document: 'warnings_confirmed_name',
  envelope: 'sender_name sender_email',
  invitation: 'email',
  legal_hold: 'reason placed_by_name lifted_by_name lift_reason',
  log_alarm: 'acknowledged_by_name reason',
  log_beginning: 'begun_by reason',
  mail: 'smtp_response',
  // Who held mails and why, when an operator did.
  mail_hold: 'detail',
  outbox_job: 'last_error',
  person_erasure: 'email result',
  recipient: 'ip',
  session: 'ip_address user_agent',
  signature: 'ip',
  user: 'name email image',
  verification: 'identifier value',
};

/** Ids, hashes, keys, codes and sentences of our own. Digests of what people wrote are salted, or go with what they are of. */
const impersonal: Columns = {
  account: 'id provider_id user_id scope',
  api_key: 'created_by prefix secret_hash scopes',
  audit_event: 'stream type bytes chain_hash',
  audit_personal: 'subject salt',
  audit_stream: 'stream head',
  auditor_grant: 'user_id granted_by ended_by',
  blob: 'sha256 wrapped_key wrapping_key_id',
  blob_removal: 'sha256 wrapped_key wrapping_key_id',
  bulk: 'file_sha256 created_by time_zone',
  bulk_row: 'error_code',
  document: 'original_sha256 frozen_sha256 sealed_sha256 pages uploaded_by warnings_confirmed_by',
  envelope: 'created_by time_zone certificate_sha256 erased_cause',
  erasure_entry: 'scope cause subjects counts file_sha256s recipient_ids',
  idempotency_key: 'key route request_hash',
  invitation: 'id role status inviter_id',
  legal_hold: 'placed_by lifted_by',
  log_alarm: 'fingerprint code stream sentence acknowledged_by',
  log_beginning: 'origin after_origin after_root after_note kept_root',
  log_checkpoint: 'root note timestamp_token timestamp_authority',
  log_cosignature: 'witness lines',
  log_key: 'verifier_key algorithm spki_der label',
  log_outlet: 'name kind shown state code detail',
  log_pending: 'stream',
  log_state: 'origin root first_origin',
  mail: 'kind message_id',
  mail_hold: 'fingerprint cause settled',
  member: 'id user_id role',
  monitor_run: 'kind outcome detail',
  organization: 'name slug logo metadata',
  outbox_job: 'kind payload last_error_code',
  person_erasure: 'ground state requested_by texts_of',
  recipient: 'consent_version consent_sha256',
  recipient_link: 'token_hash',
  rehearsal: 'subject_sha256 failure',
  retention_notice: 'scope stopped_code',
  retention_rule: 'set_by',
  seal: 'candidate_sha256 intent_digest sealed_sha256 cause_code cause_detail timestamps wanted_level',
  seal_extension: 'target_level cause_code cause_detail',
  seal_file: 'sha256 level reason authority',
  seal_key:
    'label algorithm fingerprint origin token_manufacturer token_model token_serial probe chain_pem trust_pem subject state',
  sealing_deployment: 'default_timestamps default_level',
  sealing_policy: 'timestamps level',
  service_health: 'name state code detail',
  session: 'id user_id token active_organization_id',
  signature: 'values_sha256',
  signed_document: 'sha256',
  signer_session: 'token_hash',
  template: 'created_by',
  timestamp_authority: 'name state code detail signer',
  upload: 'uploaded_by segments wrapped_key wrapping_key_id refusal_code refusal_detail',
  user: 'id',
  verification: 'id',
};

/** `table.column` for each. */
export function namesOf(columns: Columns): string[] {
  return Object.entries(columns).flatMap(([table, names]) =>
    names.split(' ').map((name) => `${table}.${name}`),
  );
}

/** @returns columns of the database nobody has sorted, and sorted ones that are no longer there. */
export async function unsortedColumns(
  database: TestDatabase,
): Promise<{ unknown: string[]; gone: string[] }> {
  const rows = await database.query(
    'admin',
    `SELECT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name NOT LIKE '\\_%'
       AND c.data_type NOT IN ('uuid', 'boolean', 'integer', 'bigint', 'smallint', 'double precision', 'real', 'numeric',
         'timestamp with time zone', 'timestamp without time zone', 'date')
       -- An enumerated type holds only what a migration named.
       AND NOT EXISTS (SELECT FROM pg_type p WHERE p.typname = c.udt_name AND p.typtype = 'e')`,
  );
  const there = new Set(rows.map(({ name }) => String(name)));
  const sorted = new Set([plantedColumns, personalElsewhere, impersonal].flatMap(namesOf));
  return {
    unknown: [...there].filter((name) => !sorted.has(name)).sort(),
    gone: [...sorted].filter((name) => !there.has(name)).sort(),
  };
}
