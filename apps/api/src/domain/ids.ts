declare const brand: unique symbol;

/** A string that has been given a meaning: an EnvelopeId does not fit where a RecipientId is wanted. */
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type OrganisationId = Branded<'OrganisationId'>;
export type EnvelopeId = Branded<'EnvelopeId'>;
export type DocumentId = Branded<'DocumentId'>;
export type UploadId = Branded<'UploadId'>;
export type RecipientId = Branded<'RecipientId'>;
export type RecipientLinkId = Branded<'RecipientLinkId'>;
export type SignerSessionId = Branded<'SignerSessionId'>;
export type FieldId = Branded<'FieldId'>;
export type SealId = Branded<'SealId'>;
export type SealKeyId = Branded<'SealKeyId'>;
export type TemplateId = Branded<'TemplateId'>;
export type TemplateRoleId = Branded<'TemplateRoleId'>;
export type TemplateFieldId = Branded<'TemplateFieldId'>;
export type BulkId = Branded<'BulkId'>;
export type BulkRowId = Branded<'BulkRowId'>;
export type ApiKeyId = Branded<'ApiKeyId'>;
export type MailId = Branded<'MailId'>;
export type JobId = Branded<'JobId'>;
export type AuditorGrantId = Branded<'AuditorGrantId'>;
export type LegalHoldId = Branded<'LegalHoldId'>;

/** Made by better-auth, which is told to make UUIDs: the audit record names users by them. */
export type UserId = Branded<'UserId'>;

/** Every id that is a UUID; all of them are version 7 and made by the application. */
export type UuidId =
  | OrganisationId
  | UserId
  | EnvelopeId
  | DocumentId
  | UploadId
  | RecipientId
  | RecipientLinkId
  | SignerSessionId
  | FieldId
  | SealId
  | SealKeyId
  | TemplateId
  | TemplateRoleId
  | TemplateFieldId
  | BulkId
  | BulkRowId
  | ApiKeyId
  | MailId
  | JobId
  | AuditorGrantId
  | LegalHoldId;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a lower-case UUID of any version, the only spelling the database answers with. */
export function isUuid(value: string): value is UuidId {
  return UUID.test(value);
}

/**
 * Gives a string from the database or from a checked request its meaning: `asId<EnvelopeId>(row.id)`.
 * @throws TypeError when it is no UUID: the caller must have checked user input before (`isUuid`).
 */
export function asId<Id extends UuidId>(value: string): Id {
  if (!isUuid(value)) throw new TypeError('Not a UUID.');
  return value as Id;
}
