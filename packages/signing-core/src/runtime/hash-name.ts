/** What a document, an attribute or a certificate may be hashed with. SHA-1 is read, never written. */
export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512';
