// Made from the API's own description; a test fails when it is stale. To make it anew:
// pnpm exec vitest run --project unit apps/api/src/http/api-types.test.ts -u
export interface paths {
    readonly "/api/v1/api-keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List API keys */
        readonly get: operations["Accounts.list"];
        readonly put?: never;
        /**
         * Make an API key
         * @description The secret is in this answer only.
         */
        readonly post: operations["Accounts.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/api-keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Revoke an API key */
        readonly delete: operations["Accounts.revoke"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit/comparisons": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Prove that one checkpoint’s log is the beginning of another’s (recorded) */
        readonly post: operations["Auditing.compare"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit/envelopes/{id}/downloads": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take a file of an envelope, or all its evidence as a zip (recorded) */
        readonly post: operations["EvidenceFiles.download"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit/envelopes/{id}/holds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Put an envelope on legal hold: nothing of it is erased (recorded) */
        readonly post: operations["LegalHolds.place"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit/envelopes/{id}/views": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The story of an envelope (recorded) */
        readonly post: operations["Auditing.view"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit/exports": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take the envelopes of a search, or their events, as CSV or JSON (recorded)
         * @description CSV: UTF-8 with a byte order mark, RFC 4180; cells that a spreadsheet would run begin with an apostrophe.
         */
        readonly post: operations["EvidenceFiles.exported"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit/holds/{id}/lift": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Lift a legal hold (recorded) */
        readonly post: operations["LegalHolds.lift"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit/holds/views": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** All legal holds, standing ones first (recorded) */
        readonly post: operations["LegalHolds.list"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit/samples": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Draw envelopes at random (recorded with seed and population)
         * @description sealwright-sample-v1: the ids whose SHA-256 of "sealwright-sample-v1\n<seed>\n<id>\n" is smallest.
         */
        readonly post: operations["Sampling.draw"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit/samples/views": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The samples drawn so far (recorded) */
        readonly post: operations["Sampling.list"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit/searches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Search the envelopes (recorded) */
        readonly post: operations["Auditing.find"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit/verifier.html": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The verifier as one file that works with the network off */
        readonly get: operations["EvidenceFiles.verifierPage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auditors": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who may read the evidence, and until when */
        readonly get: operations["Auditors.list"];
        readonly put?: never;
        /**
         * Let somebody read the evidence for some days (recorded)
         * @description They get a mail with a link to set a password.
         */
        readonly post: operations["Auditors.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auditors/{id}/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End an access and its sessions at once (recorded) */
        readonly post: operations["Auditors.end"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auditors/{id}/extend": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Move the end of an access (recorded) */
        readonly post: operations["Auditors.extend"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auditors/{id}/mail": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send the mail once more (recorded) */
        readonly post: operations["Auditors.tellAgain"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/bulk-sends": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List bulk sends */
        readonly get: operations["Bulk.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/bulk-sends/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a bulk send with its counts */
        readonly get: operations["Bulk.find"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/bulk-sends/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Stop; what was sent stays */
        readonly post: operations["Bulk.cancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/bulk-sends/{id}/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Follow a bulk send (server-sent events) */
        readonly get: operations["Bulk.live"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/bulk-sends/{id}/result.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every row with its result, for a spreadsheet */
        readonly get: operations["Bulk.result"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/bulk-sends/{id}/retry-failed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Try the rows again for which no envelope could be made */
        readonly post: operations["Bulk.retryFailed"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/bulk-sends/{id}/rows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The rows of a bulk send */
        readonly get: operations["Bulk.rows"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/bulk-sends/{id}/start": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send every row that can be sent */
        readonly post: operations["Bulk.start"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/documents": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Upload a PDF
         * @description The file is examined in a sandbox and its sealing is rehearsed before it is accepted. For large files and slow lines there are resumable uploads: POST /api/v1/uploads.
         */
        readonly post: operations["Documents.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/documents/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a document */
        readonly get: operations["Documents.find"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/documents/{id}/confirm-warnings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Confirm that you read what was changed in a document (recorded)
         * @description A document with the verdict accept-after-warning is sent only after somebody has. It cannot be taken back; asking again, or where nothing was changed, changes nothing. Confirmed once, a template’s document counts for every envelope made from it.
         */
        readonly post: operations["Documents.confirm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/documents/{id}/file": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Download the frozen PDF */
        readonly get: operations["Documents.file"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/documents/{id}/pages/{pageNumber}.webp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One page as an image */
        readonly get: operations["Documents.pageImage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/documents/{id}/pages/{pageNumber}/text": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The text of one page */
        readonly get: operations["Documents.pageText"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/downloads/{token}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The file behind a download address */
        readonly get: operations["Downloads.download"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/envelopes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List envelopes, newest first */
        readonly get: operations["Envelopes.list"];
        readonly put?: never;
        /** Create a draft */
        readonly post: operations["Envelopes.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/envelopes/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read an envelope */
        readonly get: operations["Envelopes.find"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a draft */
        readonly delete: operations["Envelopes.remove"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a draft
         * @description Lists that are given replace the old ones as a whole.
         */
        readonly patch: operations["Envelopes.edit"];
        readonly trace?: never;
    };
    readonly "/api/v1/envelopes/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The record of an envelope in sentences */
        readonly get: operations["EnvelopeActs.events"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/envelopes/{id}/files/{kind}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Take a file of an envelope, or all of them, with an API key (recorded)
         * @description Browser sessions ask with POST …/download instead: a link somebody follows must not change the record.
         */
        readonly get: operations["Downloads.take"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/envelopes/{id}/files/{kind}/download": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask for a file of an envelope, or all of them (recorded)
         * @description kind: original, sealed, certificate, audit.json or all.zip
         */
        readonly post: operations["Downloads.ask"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/envelopes/{id}/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Follow an envelope (server-sent events) */
        readonly get: operations["EnvelopeActs.live"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/envelopes/{id}/recipients/{recipientId}/remind": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Mail a recipient again whose turn it is */
        readonly post: operations["EnvelopeActs.remind"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/envelopes/{id}/recipients/{recipientId}/reveal-link": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Be shown a signing link of a recipient whose turn it is (recorded)
         * @description Makes a fresh link; its address is in this answer only. From then on the certificate says of this recipient that somebody else could use their link: the assurance of their signature is lower, also with links mailed before.
         */
        readonly post: operations["EnvelopeActs.reveal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/envelopes/{id}/seal-again": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Try again to seal what stopped
         * @description For a seal or an audit certificate that waits or failed, after somebody removed the cause.
         */
        readonly post: operations["EnvelopeActs.sealOnceMore"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/envelopes/{id}/send": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a draft
         * @description Documents, recipients and fields freeze; the first group is invited by mail.
         */
        readonly post: operations["EnvelopeActs.send"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/envelopes/{id}/void": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Withdraw an envelope that is out */
        readonly post: operations["EnvelopeActs.void"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/envelopes/counts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How many envelopes are in each state */
        readonly get: operations["Envelopes.counts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/held-mails": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Mails that wait for a decision after a restore
         * @description A restored database would send again what was sent since. Nothing leaves until somebody decides.
         */
        readonly get: operations["MailHolds.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/held-mails/discard": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Never send held mails, with a reason (recorded) */
        readonly post: operations["MailHolds.discard"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/held-mails/release": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send held mails after all, with a reason (recorded) */
        readonly post: operations["MailHolds.release"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/log/alarms": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Alarms of the monitor; those not acknowledged come first */
        readonly get: operations["LogStatus.alarms"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/log/alarms/{alarmId}/acknowledgement": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take note of an alarm, with a reason (recorded)
         * @description The alarm stays on record; it only leaves the pages.
         */
        readonly post: operations["LogStatus.acknowledgeAlarm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/log/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The transparency log: checkpoint, keys, who keeps it, what the monitor found */
        readonly get: operations["LogStatus.status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who you are here */
        readonly get: operations["Accounts.me"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This description */
        readonly get: operations["Description.openapi"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/platform": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What each part of the platform is doing or waiting for */
        readonly get: operations["Keys.platform"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/privacy/erasures": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Requests for erasure and their results */
        readonly get: operations["Privacy.erasures"];
        readonly put?: never;
        /**
         * Erase the data of a person (GDPR article 17, recorded)
         * @description Runs in the background, envelope by envelope. What may not be erased now is listed in the result with the reason.
         */
        readonly post: operations["Privacy.erase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/privacy/erasures/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One request for erasure and its result */
        readonly get: operations["Privacy.erasure"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/privacy/exports": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Everything held of a person, as JSON (GDPR articles 15 and 20, recorded) */
        readonly post: operations["Privacy.export"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/privacy/lookups": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What is held of a person, and what of it could be erased now (changes nothing) */
        readonly post: operations["Privacy.person"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/retention": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** When ended envelopes are erased */
        readonly get: operations["Retention.rules"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/retention/organisation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Declare the rule of the organisation (recorded with old and new)
         * @description Holds for every envelope whose template has no rule of its own, also for those that have ended.
         */
        readonly put: operations["Retention.declare"];
        readonly post?: never;
        /** Keep envelopes for ever again (recorded) */
        readonly delete: operations["Retention.withdraw"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/retention/templates/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Declare the rule of one template (recorded with old and new) */
        readonly put: operations["Retention.declareForTemplate"];
        readonly post?: never;
        /** Let the rule of the organisation hold for this template (recorded) */
        readonly delete: operations["Retention.withdrawForTemplate"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/seal-keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The keys that seal, and whether they may leave their token */
        readonly get: operations["Keys.keys"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/sealing-settings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Timestamps and level of the organisation’s seals, and how the authorities are */
        readonly get: operations["SealingSettings.settings"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/sealing-settings/policy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Declare whether seals carry timestamps, and which level they reach (recorded)
         * @description Holds for envelopes that are sealed from now on.
         */
        readonly put: operations["SealingSettings.declare"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the recipient sees */
        readonly get: operations["Signing.state"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/complete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign, or approve, all documents
         * @description Repeating it changes nothing and answers the same.
         */
        readonly post: operations["Signing.complete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/consent": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Agree to sign electronically */
        readonly post: operations["Signing.consent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/decline": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Decline */
        readonly post: operations["Signing.decline"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/documents/{documentId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A document to sign */
        readonly get: operations["Signing.document"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/documents/{documentId}/pages/{pageNumber}.webp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One page as an image */
        readonly get: operations["Signing.pageImage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/documents/{documentId}/pages/{pageNumber}/text": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The text of one page */
        readonly get: operations["Signing.pageText"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/fields/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Fill in a field */
        readonly put: operations["Signing.fill"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/files/{kind}/download": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask for a sealed file, or all of them, as a recipient (recorded)
         * @description kind: sealed or all.zip
         */
        readonly post: operations["Downloads.askAsSigner"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/leave": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End the session in this browser */
        readonly post: operations["Signing.leave"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/link": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who asks whom for what, before a link is opened
         * @description The token goes into the header X-Signing-Link, so that it stands in no log of addresses. Changes nothing; that the page was loaded is written once for each link and kind of agent, and is no view.
         */
        readonly get: operations["Signing.look"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/open": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Open the documents (recorded) */
        readonly post: operations["Signing.openDocument"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/pages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say which pages were on the screen (recorded) */
        readonly post: operations["Signing.pagesShown"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/signing/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Exchange a mailed link for a session
         * @description Sets a cookie bound to one recipient. The envelope is not changed.
         */
        readonly post: operations["Signing.open"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/templates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List templates */
        readonly get: operations["Templates.list"];
        readonly put?: never;
        /** Keep an envelope as a template */
        readonly post: operations["Templates.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/templates/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a template */
        readonly get: operations["Templates.find"];
        readonly put?: never;
        readonly post?: never;
        /** Archive a template; envelopes made from it stay */
        readonly delete: operations["Templates.archive"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/templates/{id}/bulk-columns": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The columns of a list for this template, with a sample */
        readonly get: operations["BulkTemplates.columns"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/templates/{id}/bulk-sends": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Check a CSV; nothing is sent
         * @description Answers 201 for a new list, and 200 with the existing one when this very file was uploaded before.
         */
        readonly post: operations["BulkTemplates.check"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/templates/{id}/envelopes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Start an envelope from a template, and send it if asked */
        readonly post: operations["Templates.start"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/trust.pem": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The root certificates sealed files are verified with */
        readonly get: operations["Keys.trust"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/uploads": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Begin a resumable upload
         * @description tus 1.0 (tus.io): send Upload-Length and, in Upload-Metadata, filename. Location is where the bytes go. An upload is kept for a day.
         */
        readonly post: operations["Uploads.begin"];
        readonly delete?: never;
        /** What this tus server can do */
        readonly options: operations["Uploads.capabilities"];
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/uploads/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Cancel an upload; nothing of it stays */
        readonly delete: operations["Uploads.cancel"];
        readonly options?: never;
        /** How much of an upload has arrived */
        readonly head: operations["Uploads.standing"];
        /**
         * Send bytes, from Upload-Offset on
         * @description After a break ask with HEAD where to go on. Each 4 MB that arrived are kept, whatever happens then.
         */
        readonly patch: operations["Uploads.send"];
        readonly trace?: never;
    };
    readonly "/api/v1/uploads/{id}/finish": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a document of a whole upload
         * @description The file is examined in a sandbox and its sealing is rehearsed. Asked again, the answer is the same document or the same refusal.
         */
        readonly post: operations["Uploads.finish"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/uploads/limits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How large a document may be */
        readonly get: operations["Uploads.limits"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface components {
    schemas: {
        readonly AlarmAcknowledgement: {
            /** @description What you found out; stays on record */
            readonly reason: string;
        };
        readonly ApiKey: {
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: uuid */
            readonly id: string;
            readonly lastUsedAt: string | null;
            readonly name: string;
            /** @description How the secret begins */
            readonly prefix: string;
            readonly revokedAt: string | null;
            readonly scopes: readonly string[];
        };
        readonly ApiKeyCreate: {
            readonly name: string;
            readonly scopes: readonly ("envelopes:read" | "envelopes:write" | "templates:read" | "templates:write" | "bulk:write" | "keys:read")[];
        };
        readonly AuditorGrant: {
            readonly email: string;
            /** @description When somebody ended it before its time */
            readonly endedAt: string | null;
            /** Format: date-time */
            readonly expiresAt: string;
            readonly grantedBy: string | null;
            readonly hasPassword: boolean;
            /** Format: uuid */
            readonly id: string;
            /** @description Of a session that still lives */
            readonly lastSignInAt: string | null;
            /** @description The newest mail that told the auditor */
            readonly mail: {
                readonly detail: string | null;
                readonly nextAttemptAt: string | null;
                /** @enum {string} */
                readonly state: "waiting" | "sent" | "refused";
            } | null;
            readonly name: string;
            readonly reason: string;
            /** Format: date-time */
            readonly startsAt: string;
            /** @enum {string} */
            readonly state: "running" | "expired" | "ended";
        };
        readonly AuditorGrantCreate: {
            /** @default 14 */
            readonly days?: number;
            readonly email: string;
            readonly name: string;
            readonly reason: string;
        };
        readonly AuditorGrantExtend: {
            /** @description From now */
            readonly days: number;
        };
        readonly BulkSend: {
            readonly columns: readonly string[];
            readonly counts: {
                readonly cancelled: number;
                readonly completed: number;
                /** @description Have an envelope */
                readonly created: number;
                readonly failed: number;
                /** @description Cannot be sent as they are */
                readonly invalid: number;
                /** @description Every first mail was accepted by the mail server */
                readonly sent: number;
                readonly total: number;
                /** @description Not yet made into envelopes */
                readonly waiting: number;
            };
            /** Format: date-time */
            readonly createdAt: string;
            /** @description Set when this very file was uploaded before */
            readonly duplicateOf: string | null;
            readonly fileName: string;
            readonly finishedAt: string | null;
            /** Format: uuid */
            readonly id: string;
            readonly startedAt: string | null;
            /** @enum {string} */
            readonly state: "checked" | "running" | "finished" | "cancelled";
            /** Format: uuid */
            readonly templateId: string;
            readonly templateName: string;
        };
        /** @default {} */
        readonly BulkStart: {
            /** @description The sender’s time zone; the audit certificate shows its clock beside UTC */
            readonly timeZone?: string;
        };
        readonly CheckpointComparison: {
            /** @description Signed notes, in any order */
            readonly checkpoints: readonly [
                string,
                string
            ];
        };
        readonly CheckpointComparisonAnswer: {
            readonly isConsistent: boolean;
            readonly newerSize: number;
            readonly olderSize: number;
            /** @description sealwright-consistency-proof as JSON */
            readonly proof: string | null;
            readonly sentence: string;
        };
        readonly CompleteSigning: {
            /** @description Every document on the screen with the SHA-256 of its bytes: the act is bound to these */
            readonly documents: readonly {
                /** Format: uuid */
                readonly documentId: string;
                readonly sha256: string;
            }[];
        };
        readonly Consent: {
            /** @description Every document on the screen with the SHA-256 of its bytes: the act is bound to these */
            readonly documents: readonly {
                /** Format: uuid */
                readonly documentId: string;
                readonly sha256: string;
            }[];
            readonly version: string;
        };
        readonly CreatedApiKey: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly scopes: readonly string[];
            /** @description Shown once */
            readonly secret: string;
        };
        readonly DeclaredRetentionRule: {
            /** @description Days after the end until files and field values are erased; null: never */
            readonly documentsAfterDays: number | null;
            /** @description True: nothing is erased before its time, on request neither. Binds what ended while it held */
            readonly locked: boolean;
            /** @description Days after the end until names, addresses and texts are erased too; null: never. Not before the files */
            readonly personalAfterDays: number | null;
            /** Format: date-time */
            readonly setAt: string;
        };
        readonly DeclineSigning: {
            readonly reason: string;
        };
        readonly Document: {
            readonly byteSize: number;
            /** @description The first 64 bits of the hash, to compare by eye */
            readonly fingerprint: string;
            /** @description Empty fields of its form and placeholder tags, ready to become fields of an envelope */
            readonly foundFields: readonly {
                /** @description One character per cell, maxLength cells */
                readonly comb: boolean;
                /** @description What the radio buttons of one choice share, within their document */
                readonly group: string | null;
                readonly height: number;
                readonly label: string;
                /** @description Most characters of a text, as people count them */
                readonly maxLength: number | null;
                /** @description Lines wrap, from the top of the box down */
                readonly multiline: boolean;
                /** @description A name of your own, by which values of templates and lists find the field */
                readonly name: string;
                /** @description The choices of a dropdown; for a radio button the one it stands for */
                readonly options: readonly {
                    readonly label: string;
                    readonly value: string;
                }[];
                readonly pageNumber: number;
                readonly required: boolean;
                /** @description Who is to fill it in, by the author’s word; null when nobody is named */
                readonly role: string | null;
                /**
                 * @description A field of the form, or a placeholder tag in the text
                 * @enum {string}
                 */
                readonly source: "form" | "tag";
                /** @enum {string} */
                readonly type: "signature" | "initials" | "name" | "date" | "text" | "checkbox" | "dropdown" | "radio";
                readonly width: number;
                /** @description Fractions of the visible page, origin top left */
                readonly x: number;
                readonly y: number;
            }[];
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly pageCount: number;
            /** @description Visible pages (crop box, rotation applied), in points */
            readonly pages: readonly {
                readonly heightPt: number;
                readonly widthPt: number;
            }[];
            readonly report: {
                /** @description What was done and needs no confirmation */
                readonly notes: readonly {
                    readonly code: string;
                    readonly sentence: string;
                }[];
                readonly reasons: readonly {
                    readonly code: string;
                    readonly sentence: string;
                }[];
                /** @description What the upload was before it became a PDF, such as docx or jpeg; pdf when it was one */
                readonly sourceFormat: string;
                /** @enum {string} */
                readonly verdict: "accept" | "accept-after-warning";
            };
            readonly sealedSha256: string | null;
            /** @description SHA-256 of the frozen bytes, hex */
            readonly sha256: string;
            /** @description Who read the reasons of a verdict accept-after-warning; nothing is sent before somebody has */
            readonly warningsConfirmed: {
                /** Format: date-time */
                readonly at: string;
                readonly by: string;
            } | null;
        };
        readonly DocumentSeal: {
            /** Format: uuid */
            readonly documentId: string;
            /** @description Every sealed file there was, oldest first; each begins with every byte of the one before */
            readonly files: readonly {
                /** Format: date-time */
                readonly at: string;
                readonly authority: string | null;
                readonly byteSize: number;
                /** @enum {string} */
                readonly level: "B-B" | "B-T" | "B-LT" | "B-LTA";
                /** @enum {string} */
                readonly reason: "sealed" | "upgraded" | "renewed";
                readonly sha256: string;
                readonly timestampedAt: string | null;
            }[];
            /** @description Level of the file as it is handed out now; null until it is sealed */
            readonly level: ("B-B" | "B-T" | "B-LT" | "B-LTA") | null;
            /** @description When the next archive timestamp is due */
            readonly renewAt: string | null;
            /**
             * @description waiting: for a named cause, tried again by itself. failed: somebody has to look
             * @enum {string}
             */
            readonly state: "due" | "leased" | "waiting" | "done" | "failed";
            /** @description Level it is to reach */
            readonly target: ("B-B" | "B-T" | "B-LT" | "B-LTA") | null;
            readonly timestamps: ("none" | "preferred" | "required") | null;
            /** @description Why this document is not sealed yet, has not reached its level, or its renewal is late */
            readonly waiting: {
                readonly code: string;
                readonly nextAttemptAt: string | null;
                readonly sentence: string;
                /** Format: date-time */
                readonly since: string;
            } | null;
        };
        readonly Download: {
            /** @description Works for 60 seconds */
            readonly url: string;
        };
        readonly Envelope: {
            /** @description Why somebody should look; null when nothing is wrong */
            readonly attention: {
                readonly code: string;
                readonly nextAttemptAt: string | null;
                readonly sentence: string;
                /** Format: date-time */
                readonly since: string;
            } | null;
            readonly certificateAvailable: boolean;
            readonly completedAt: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            readonly documents: readonly components["schemas"]["Document"][];
            readonly erasure: {
                /** @description A person asked, or a retention rule was due */
                readonly cause: ("request" | "retention") | null;
                /** @description Files and field values are gone since then */
                readonly documentsErasedAt: string | null;
                /** @description Names, addresses and texts too */
                readonly personalErasedAt: string | null;
                /** @description What the retention rule will erase next */
                readonly planned: readonly {
                    readonly announcedAt: string | null;
                    /**
                     * Format: date-time
                     * @description Not before this moment
                     */
                    readonly eraseAt: string;
                    /** @enum {string} */
                    readonly scope: "documents" | "personal";
                    /** @description What forbids it, e.g. legal-hold */
                    readonly stoppedBy: string | null;
                }[];
            };
            readonly expiresAt: string | null;
            readonly expiresInDays: number;
            readonly fields: readonly {
                /** @description One character per cell, maxLength cells */
                readonly comb: boolean;
                /** Format: uuid */
                readonly documentId: string;
                /** @description What the radio buttons of one choice share, within their document */
                readonly group: string | null;
                readonly height: number;
                /** Format: uuid */
                readonly id: string;
                readonly label: string;
                /** @description Most characters of a text, as people count them */
                readonly maxLength: number | null;
                /** @description Lines wrap, from the top of the box down */
                readonly multiline: boolean;
                /** @description A name of your own, by which values of templates and lists find the field */
                readonly name: string;
                /** @description The choices of a dropdown; for a radio button the one it stands for */
                readonly options: readonly {
                    readonly label: string;
                    readonly value: string;
                }[];
                readonly pageNumber: number;
                /** Format: uuid */
                readonly recipientId: string;
                readonly required: boolean;
                /** @enum {string} */
                readonly type: "signature" | "initials" | "name" | "date" | "text" | "checkbox" | "dropdown" | "radio";
                /** @description What the sender filled in, or what the recipient put there */
                readonly value: components["schemas"]["Json"];
                readonly width: number;
                readonly x: number;
                readonly y: number;
            }[];
            /** Format: uuid */
            readonly id: string;
            readonly message: string;
            readonly progress: {
                readonly done: number;
                readonly total: number;
            };
            readonly readiness: {
                readonly problems: readonly {
                    readonly code: string;
                    readonly pointer: string;
                    readonly sentence: string;
                }[];
                readonly ready: boolean;
            };
            readonly recipients: readonly {
                readonly completedAt: string | null;
                readonly consentedAt: string | null;
                readonly declinedAt: string | null;
                readonly declineReason: string | null;
                readonly delivery: {
                    readonly at: string | null;
                    readonly detail: string | null;
                    /** @enum {string} */
                    readonly state: "none" | "queued" | "sent" | "deferred" | "failed";
                };
                readonly email: string;
                /** Format: uuid */
                readonly id: string;
                readonly key: string;
                /** @description When a member was last shown a link of this recipient; their signature then counts as made by a revealed link */
                readonly linkRevealedAt: string | null;
                readonly name: string;
                readonly openedAt: string | null;
                /** @enum {string} */
                readonly role: "signer" | "approver" | "copy";
                readonly routingOrder: number;
                /** @enum {string} */
                readonly status: "waiting" | "invited" | "opened" | "consented" | "completed" | "declined";
            }[];
            /** @description One for each document, once everybody has signed */
            readonly seals: readonly components["schemas"]["DocumentSeal"][];
            readonly sender: {
                readonly id: string;
                readonly name: string;
            };
            readonly sentAt: string | null;
            /** @enum {string} */
            readonly status: "draft" | "sent" | "sealing" | "completed" | "declined" | "voided" | "expired";
            /** @description The sender’s time zone (IANA); null where it is not known */
            readonly timeZone: string | null;
            readonly title: string;
            /** Format: date-time */
            readonly updatedAt: string;
            /** @description The ETag: rises with each change */
            readonly version: number;
            readonly voidReason: string | null;
        };
        readonly EnvelopeCounts: {
            readonly attention: number;
            readonly completed: number;
            readonly declined: number;
            readonly draft: number;
            readonly expired: number;
            readonly sealing: number;
            readonly sent: number;
            readonly voided: number;
        };
        readonly EnvelopeCreate: {
            /**
             * @description In the order in which they are shown and signed
             * @default []
             */
            readonly documentIds?: readonly string[];
            /** @default 30 */
            readonly expiresInDays?: number;
            /** @default [] */
            readonly fields?: readonly components["schemas"]["FieldInput"][];
            /**
             * @description Takes over the fields found in these documents (`foundFields`), each at most once
             * @default []
             */
            readonly importFields?: readonly components["schemas"]["ImportFields"][];
            /** @default  */
            readonly message?: string;
            /** @default [] */
            readonly recipients?: readonly components["schemas"]["RecipientInput"][];
            /** @description The sender’s time zone; the audit certificate shows its clock beside UTC */
            readonly timeZone?: string;
            readonly title?: string;
        };
        readonly EnvelopeEdit: {
            /** @description In the order in which they are shown and signed */
            readonly documentIds?: readonly string[];
            /** @description New names of documents by their id: what people read, and what their files are called */
            readonly documentNames?: {
                readonly [key: string]: string;
            };
            readonly expiresInDays?: number;
            readonly fields?: readonly components["schemas"]["FieldInput"][];
            /** @description Takes over the fields found in these documents (`foundFields`), each at most once */
            readonly importFields?: readonly components["schemas"]["ImportFields"][];
            readonly message?: string;
            readonly recipients?: readonly components["schemas"]["RecipientInput"][];
            readonly title?: string;
        };
        /** @default {} */
        readonly EnvelopeSend: {
            /** @description The sender’s time zone; the audit certificate shows its clock beside UTC */
            readonly timeZone?: string;
        };
        readonly EnvelopeSummary: {
            /** @description Why somebody should look; null when nothing is wrong */
            readonly attention: {
                readonly code: string;
                readonly nextAttemptAt: string | null;
                readonly sentence: string;
                /** Format: date-time */
                readonly since: string;
            } | null;
            readonly completedAt: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            readonly expiresAt: string | null;
            /** Format: uuid */
            readonly id: string;
            readonly progress: {
                readonly done: number;
                readonly total: number;
            };
            readonly recipients: readonly {
                readonly email: string;
                /** Format: uuid */
                readonly id: string;
                readonly name: string;
                /** @enum {string} */
                readonly role: "signer" | "approver" | "copy";
                readonly routingOrder: number;
                /** @enum {string} */
                readonly status: "waiting" | "invited" | "opened" | "consented" | "completed" | "declined";
            }[];
            readonly sender: {
                readonly id: string;
                readonly name: string;
            };
            readonly sentAt: string | null;
            /** @enum {string} */
            readonly status: "draft" | "sent" | "sealing" | "completed" | "declined" | "voided" | "expired";
            readonly title: string;
            /** Format: date-time */
            readonly updatedAt: string;
            /** @description The ETag: rises with each change */
            readonly version: number;
        };
        readonly EvidenceDownload: {
            /**
             * Format: uuid
             * @description Of sealed files, where the envelope has several documents
             */
            readonly documentId?: string;
            /** @enum {string} */
            readonly kind: "sealed" | "certificate" | "audit.json" | "evidence-package";
        };
        readonly EvidenceEnvelope: {
            readonly certificateSha256: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            readonly documents: readonly {
                readonly frozenSha256: string;
                /** Format: uuid */
                readonly id: string;
                readonly name: string;
                readonly originalSha256: string;
                readonly sealedSha256: string | null;
            }[];
            /** @description Files are gone since then */
            readonly documentsErasedAt: string | null;
            readonly endedAt: string | null;
            readonly eventCount: number;
            /** @description Legal holds that stand */
            readonly holdCount: number;
            /** Format: uuid */
            readonly id: string;
            readonly recipients: readonly {
                readonly email: string;
                readonly name: string;
                /** @enum {string} */
                readonly role: "signer" | "approver" | "copy";
                readonly status: string;
            }[];
            readonly sender: {
                readonly email: string;
                readonly name: string;
            };
            readonly sentAt: string | null;
            /** @enum {string} */
            readonly status: "draft" | "sent" | "sealing" | "completed" | "declined" | "voided" | "expired";
            readonly title: string;
        };
        readonly EvidenceEvent: {
            readonly actor: {
                readonly kind: string;
                readonly name: string;
            };
            /** Format: date-time */
            readonly at: string;
            readonly chainHash: string;
            /** @description What the browser told, in words */
            readonly device: string | null;
            /** @description Personal values beside the event that were erased */
            readonly erasedCount: number;
            readonly inCheckpoint: boolean;
            /** @description False from the first event on that does not follow from those before it */
            readonly intact: boolean;
            readonly ip: string | null;
            /** @description Entry in the transparency log, from 0 */
            readonly logIndex: number | null;
            readonly sentence: string;
            readonly seq: number;
            readonly type: string;
            readonly userAgent: string | null;
        };
        readonly EvidenceExport: {
            /** @enum {string} */
            readonly format: "csv" | "json";
            readonly query: {
                /** @description Of a document as uploaded, frozen or sealed, or of a certificate */
                readonly documentSha256?: string;
                /**
                 * Format: date-time
                 * @description Inclusive
                 */
                readonly from?: string;
                /** @description Only envelopes under a legal hold */
                readonly held?: boolean;
                /**
                 * @description What the period means, and the order of the list
                 * @default created
                 * @enum {string}
                 */
                readonly moment?: "created" | "sent" | "ended";
                /** @description Part of a name or e-mail address */
                readonly person?: string;
                readonly states?: readonly ("draft" | "sent" | "sealing" | "completed" | "declined" | "voided" | "expired")[];
                /**
                 * Format: date-time
                 * @description Exclusive
                 */
                readonly to?: string;
                /** @description An envelope’s id, or part of its title */
                readonly words?: string;
            };
            /** @enum {string} */
            readonly what: "envelopes" | "events";
        };
        readonly EvidenceSample: {
            readonly algorithm: string;
            readonly count: number;
            /** Format: date-time */
            readonly drawnAt: string;
            /** Format: date-time */
            readonly from: string;
            /** Format: uuid */
            readonly id: string;
            readonly items: readonly {
                readonly certificateSha256: string | null;
                /** Format: date-time */
                readonly createdAt: string;
                readonly documents: readonly {
                    readonly frozenSha256: string;
                    /** Format: uuid */
                    readonly id: string;
                    readonly name: string;
                    readonly originalSha256: string;
                    readonly sealedSha256: string | null;
                }[];
                /** @description Files are gone since then */
                readonly documentsErasedAt: string | null;
                readonly endedAt: string | null;
                readonly eventCount: number;
                /** @description Legal holds that stand */
                readonly holdCount: number;
                /** Format: uuid */
                readonly id: string;
                /** @description SHA-256 that put it here */
                readonly rank: string;
                readonly recipients: readonly {
                    readonly email: string;
                    readonly name: string;
                    /** @enum {string} */
                    readonly role: "signer" | "approver" | "copy";
                    readonly status: string;
                }[];
                readonly sender: {
                    readonly email: string;
                    readonly name: string;
                };
                readonly sentAt: string | null;
                /** @enum {string} */
                readonly status: "draft" | "sent" | "sealing" | "completed" | "declined" | "voided" | "expired";
                readonly title: string;
            }[];
            readonly populationCount: number;
            /** @description Of the sorted ids, each with a line feed behind it */
            readonly populationSha256: string;
            readonly seed: string;
            /** @enum {string} */
            readonly seedBy: "server" | "auditor";
            /** Format: date-time */
            readonly to: string;
        };
        readonly EvidenceSampleOrder: {
            readonly count: number;
            /**
             * Format: date-time
             * @description Envelopes sent from then on
             */
            readonly from: string;
            /** @description Drawn by the server when left out */
            readonly seed?: string;
            /**
             * Format: date-time
             * @description Envelopes sent before; at the latest two minutes ago
             */
            readonly to: string;
        };
        readonly EvidenceSearch: {
            readonly cursor?: string;
            /** @description Of a document as uploaded, frozen or sealed, or of a certificate */
            readonly documentSha256?: string;
            /**
             * Format: date-time
             * @description Inclusive
             */
            readonly from?: string;
            /** @description Only envelopes under a legal hold */
            readonly held?: boolean;
            /** @default 50 */
            readonly limit?: number;
            /**
             * @description What the period means, and the order of the list
             * @default created
             * @enum {string}
             */
            readonly moment?: "created" | "sent" | "ended";
            /** @description Part of a name or e-mail address */
            readonly person?: string;
            readonly states?: readonly ("draft" | "sent" | "sealing" | "completed" | "declined" | "voided" | "expired")[];
            /**
             * Format: date-time
             * @description Exclusive
             */
            readonly to?: string;
            /** @description An envelope’s id, or part of its title */
            readonly words?: string;
        };
        readonly EvidenceSearchAnswer: {
            /** @description False: more than 2000 */
            readonly isTotalExact: boolean;
            readonly items: readonly components["schemas"]["EvidenceEnvelope"][];
            readonly nextCursor: string | null;
            readonly total: number;
        };
        readonly EvidenceStory: {
            readonly envelope: components["schemas"]["EvidenceEnvelope"];
            readonly events: readonly components["schemas"]["EvidenceEvent"][];
            /** @description Those that stand */
            readonly holds: readonly components["schemas"]["LegalHold"][];
            /** @description Entries in the newest signed checkpoint */
            readonly signedLogSize: number;
        };
        readonly FieldInput: {
            /**
             * @description One character per cell, maxLength cells
             * @default false
             */
            readonly comb?: boolean;
            /** Format: uuid */
            readonly documentId: string;
            /**
             * @description What the radio buttons of one choice share, within their document
             * @default null
             */
            readonly group?: string | null;
            readonly height: number;
            /** @default  */
            readonly label?: string;
            /**
             * @description Most characters of a text, as people count them
             * @default null
             */
            readonly maxLength?: number | null;
            /**
             * @description Lines wrap, from the top of the box down
             * @default false
             */
            readonly multiline?: boolean;
            /**
             * @description A name of your own, by which values of templates and lists find the field
             * @default
             */
            readonly name?: string;
            /**
             * @description The choices of a dropdown; for a radio button the one it stands for
             * @default []
             */
            readonly options?: readonly {
                /** @description What people read */
                readonly label: string;
                /** @description What is stored when it is chosen */
                readonly value: string;
            }[];
            readonly pageNumber: number;
            readonly recipientKey: string;
            /** @default true */
            readonly required?: boolean;
            /** @enum {string} */
            readonly type: "signature" | "initials" | "name" | "date" | "text" | "checkbox" | "dropdown" | "radio";
            /** @description Filled in beforehand by the sender */
            readonly value?: (string | boolean) | null;
            readonly width: number;
            /** @description Fractions of the visible page, origin top left */
            readonly x: number;
            readonly y: number;
        };
        readonly FilledField: {
            /** Format: uuid */
            readonly id: string;
            readonly value: components["schemas"]["Json"];
        };
        readonly FillField: {
            readonly value: string | boolean | ({
                /** @constant */
                readonly kind: "typed";
                readonly text: string;
            } | {
                readonly aspect: number;
                /** @constant */
                readonly kind: "drawn";
                readonly strokes: readonly (readonly number[])[];
            }) | null;
        };
        readonly HeldMailDecision: {
            /** @description All of them when left out */
            readonly kinds?: readonly ("send-invitation" | "send-reminder" | "send-completed" | "send-declined" | "send-voided" | "send-expired" | "tell-auditor" | "tell-of-alarm" | "warn-of-retention")[];
            /** @description Stays on record */
            readonly reason: string;
        };
        readonly HeldMails: {
            /** @description Why mails are held; empty while they are sent as they come */
            readonly holds: readonly {
                /** @enum {string} */
                readonly cause: "log-older" | "another-database" | "operator";
                readonly detail: string;
                /** Format: date-time */
                readonly heldAt: string;
            }[];
            readonly waiting: readonly {
                readonly count: number;
                /**
                 * @description What the mails are about
                 * @enum {string}
                 */
                readonly kind: "send-invitation" | "send-reminder" | "send-completed" | "send-declined" | "send-voided" | "send-expired" | "tell-auditor" | "tell-of-alarm" | "warn-of-retention";
                /** Format: date-time */
                readonly oldestAt: string;
            }[];
            readonly waitingCount: number;
        };
        readonly ImportFields: {
            /** Format: uuid */
            readonly documentId: string;
            /** @description Who fills the fields whose role is no recipient’s key or name, and those without a role */
            readonly recipientKey?: string;
        };
        readonly Json: unknown;
        readonly LegalHold: {
            /** Format: uuid */
            readonly envelopeId: string;
            readonly envelopeTitle: string;
            /** Format: uuid */
            readonly id: string;
            /** @description Null while it stands */
            readonly lifted: {
                /** Format: date-time */
                readonly at: string;
                readonly by: string;
                readonly reason: string;
            } | null;
            /** Format: date-time */
            readonly placedAt: string;
            readonly placedBy: string;
            readonly reason: string;
        };
        readonly LegalHoldReason: {
            readonly reason: string;
        };
        readonly LinkPreview: {
            /** @description This person still has something to do */
            readonly asked: boolean;
            readonly documentCount: number;
            readonly recipient: {
                readonly name: string;
                /** @enum {string} */
                readonly role: "signer" | "approver" | "copy";
            };
            /** @description The sealed files are there */
            readonly sealed: boolean;
            readonly sender: {
                readonly name: string;
                readonly organisation: string;
            };
            readonly title: string;
        };
        readonly LogAlarm: {
            /** @description Null while it stands on every page */
            readonly acknowledged: {
                /** Format: date-time */
                readonly at: string;
                readonly by: string;
                readonly reason: string;
            } | null;
            readonly code: string;
            /** @description The envelope whose record is concerned; null: the log as a whole */
            readonly envelopeId: string | null;
            /** Format: uuid */
            readonly id: string;
            /** @description Its place in the log, from 0 */
            readonly logIndex: number | null;
            /** @description The chain, or token-journal; null: the log as a whole */
            readonly place: string | null;
            /** Format: date-time */
            readonly raisedAt: string;
            /** @description What does not fit */
            readonly sentence: string;
            /** @description First event of the chain that is wrong or missing; line of the journal */
            readonly seq: number | null;
        };
        readonly LogAlarms: {
            readonly alarms: readonly components["schemas"]["LogAlarm"][];
            /** @description Not acknowledged yet */
            readonly openCount: number;
        };
        readonly LogStatus: {
            readonly alarms: components["schemas"]["LogAlarms"];
            /** @description Logs that were begun after a restore, oldest first; empty while the first log goes on */
            readonly beginnings: readonly {
                /** @description The log that ended */
                readonly afterOrigin: string;
                /** @description Entries it was shown with */
                readonly afterSize: number;
                /** Format: date-time */
                readonly begunAt: string;
                readonly begunBy: string;
                /** @description Entries of it that are still there */
                readonly keptSize: number;
                readonly origin: string;
                /** @description Whether its tiles prove that these are its first entries */
                readonly proved: boolean;
                readonly reason: string;
            }[];
            readonly checkpoint: {
                /** @description Names of others who signed it */
                readonly cosignedBy: readonly string[];
                /** @description Signed note, with the cosignatures there are */
                readonly note: string;
                readonly rootHex: string;
                /** Format: date-time */
                readonly signedAt: string;
                readonly size: number;
                readonly timestamp: {
                    /** Format: date-time */
                    readonly at: string;
                    readonly authority: string;
                } | null;
            } | null;
            /** @description Oldest first; more than one without an end while a key is replaced */
            readonly keys: readonly {
                /** @enum {string} */
                readonly algorithm: "ed25519" | "ecdsa-p256";
                /** @description Of the SubjectPublicKeyInfo */
                readonly fingerprintSha256Hex: string;
                readonly label: string;
                /** Format: date-time */
                readonly registeredAt: string;
                readonly retiredAt: string | null;
                /** @description As readers of the log are given it (C2SP signed-note) */
                readonly verifierKey: string;
            }[];
            /** @description Null while it never reported */
            readonly monitor: {
                readonly code: string | null;
                readonly detail: string;
                /** Format: date-time */
                readonly since: string;
                /** @enum {string} */
                readonly state: "ok" | "waiting" | "failed";
            } | null;
            /** @description Name of the log; null before its first checkpoint */
            readonly origin: string | null;
            /** @description Who timestamps, cosigns or keeps checkpoints */
            readonly outlets: readonly {
                readonly code: string | null;
                readonly detail: string;
                /** @enum {string} */
                readonly kind: "timestamp" | "witness" | "sink";
                readonly lastAt: string | null;
                /** @description Entries in the newest checkpoint it took */
                readonly lastSize: number | null;
                /** Format: date-time */
                readonly nextAttemptAt: string;
                /** @description Its address, without secrets */
                readonly shown: string;
                /** Format: date-time */
                readonly since: string;
                /** @enum {string} */
                readonly state: "ok" | "waiting";
            }[];
            /** @description Events not in the tree yet */
            readonly pending: {
                readonly count: number;
                readonly oldestAt: string | null;
            };
            readonly requiredWitnesses: number;
            readonly runs: readonly {
                /** @description Events, or lines of the token journal */
                readonly checked: number;
                readonly detail: string;
                /** Format: date-time */
                readonly finishedAt: string;
                /** @enum {string} */
                readonly kind: "new-events" | "whole-log" | "seal-ledger";
                /** @enum {string} */
                readonly outcome: "intact" | "broken" | "could-not-look";
                /** Format: date-time */
                readonly startedAt: string;
            }[];
        };
        readonly Me: {
            /** @description When an auditor’s access ends */
            readonly auditsUntil: string | null;
            readonly organisation: {
                /** Format: uuid */
                readonly id: string;
                readonly name: string;
            };
            /** @enum {string} */
            readonly role: "owner" | "admin" | "member" | "auditor";
            readonly scopes: readonly string[];
            readonly user: {
                readonly email: string;
                readonly id: string;
                readonly name: string;
            };
        };
        readonly OpenSession: {
            /** @description The last part of the link in the mail */
            readonly token: string;
        };
        readonly PagesShown: {
            /** Format: uuid */
            readonly documentId: string;
            /** @description Pages that were on the screen, counted from 1; those said before change nothing */
            readonly pageNumbers: readonly number[];
        };
        readonly Person: {
            readonly envelopes: readonly {
                /** @description Sent by the person and signed by others: its certificate goes on naming who sent it */
                readonly certificateStays: boolean;
                /** Format: uuid */
                readonly envelopeId: string;
                readonly fieldValueCount: number;
                /** @description Files that show the person and would be deleted */
                readonly fileCount: number;
                readonly isRecipient: boolean;
                readonly isSender: boolean;
                readonly mailCount: number;
                /** @description Empty: it can be erased now */
                readonly obstacles: readonly {
                    readonly code: string;
                    readonly sentence: string;
                }[];
                /** @description Values beside the audit record */
                readonly personalValueCount: number;
                /** @enum {string} */
                readonly status: "draft" | "sent" | "sealing" | "completed" | "declined" | "voided" | "expired";
                /** @description Title, message or a file name hold the name or address */
                readonly textsMention: boolean;
                readonly title: string;
            }[];
            /** @description What stays outside envelopes, and why */
            readonly obstacles: readonly {
                readonly code: string;
                readonly sentence: string;
            }[];
            readonly outside: {
                readonly bulkRowCount: number;
                readonly hasAccount: boolean;
                readonly invitationCount: number;
                readonly recordedSubjectCount: number;
                readonly sessionCount: number;
                /** @description Texts of templates and names of lists */
                readonly sharedTextCount: number;
                readonly templateFieldCount: number;
            };
        };
        readonly PersonErasure: {
            readonly doneAt: string | null;
            readonly ground: string;
            /** Format: uuid */
            readonly id: string;
            /** Format: date-time */
            readonly requestedAt: string;
            /** @description Null while it runs */
            readonly result: {
                readonly bulkRowCount: number;
                readonly envelopeCount: number;
                readonly kept: readonly {
                    /** Format: uuid */
                    readonly envelopeId: string;
                    readonly obstacles: readonly {
                        readonly code: string;
                        readonly sentence: string;
                    }[];
                }[];
                readonly keptOutside: readonly {
                    readonly code: string;
                    readonly sentence: string;
                }[];
                /**
                 * @description Envelopes the person sent: erased everywhere else, their sealed certificate goes on naming them (GDPR article 17(3)(e))
                 * @default []
                 */
                readonly namedInCertificates: readonly string[];
                readonly personalValueCount: number;
                readonly templateFieldCount: number;
            } | null;
            /** @enum {string} */
            readonly state: "running" | "done";
        };
        readonly PersonErasureInput: {
            /** @description The same address, typed once more */
            readonly confirm: string;
            readonly email: string;
            /**
             * @description Legal ground, GDPR article 17(1)(a) to (f)
             * @enum {string}
             */
            readonly ground: "no-longer-needed" | "consent-withdrawn" | "objection" | "unlawful-processing" | "legal-obligation" | "child-consent";
            /**
             * @description Envelopes whose title, message and file names are about this person; those that name them always count
             * @default []
             */
            readonly textsOf?: readonly string[];
        };
        readonly PersonErasures: {
            readonly items: readonly components["schemas"]["PersonErasure"][];
        };
        readonly PersonExport: {
            /** Format: date-time */
            readonly exportedAt: string;
            /** @constant */
            readonly format: "sealwright-person";
            readonly tables: {
                readonly [key: string]: readonly {
                    readonly [key: string]: unknown;
                }[];
            };
            /** @constant */
            readonly version: 1;
        };
        readonly PersonLookup: {
            /** @description In any case; every envelope of the organisation is searched */
            readonly email: string;
        };
        readonly Problem: {
            readonly code?: string;
            readonly detail?: string;
            readonly errors?: readonly {
                readonly code?: string;
                readonly detail: string;
                readonly pointer: string;
            }[];
            readonly instance: string;
            readonly status: number;
            readonly title: string;
            readonly type: string;
        };
        readonly Reason: {
            readonly reason: string;
        };
        readonly RecipientInput: {
            readonly email: string;
            /** @description Your own name for this recipient inside the envelope; fields refer to it */
            readonly key: string;
            readonly name: string;
            /**
             * @default signer
             * @enum {string}
             */
            readonly role?: "signer" | "approver" | "copy";
            /**
             * @description Equal numbers act in parallel, lower ones first
             * @default 1
             */
            readonly routingOrder?: number;
        };
        readonly Retention: {
            /** @description Null: envelopes are kept for ever */
            readonly organisation: components["schemas"]["DeclaredRetentionRule"] | null;
            readonly templates: readonly {
                readonly rule: components["schemas"]["DeclaredRetentionRule"];
                /** Format: uuid */
                readonly templateId: string;
                readonly templateName: string;
            }[];
            /** @description Administrators are told this many days before anything is erased */
            readonly warningDays: number;
        };
        readonly RetentionRule: {
            /** @description Days after the end until files and field values are erased; null: never */
            readonly documentsAfterDays: number | null;
            /** @description True: nothing is erased before its time, on request neither. Binds what ended while it held */
            readonly locked: boolean;
            /** @description Days after the end until names, addresses and texts are erased too; null: never. Not before the files */
            readonly personalAfterDays: number | null;
        };
        readonly RevealedLink: {
            /** @description Shown once; whoever has it can act as the recipient */
            readonly url: string;
        };
        readonly SealingPolicy: {
            /**
             * @description PAdES baseline level a sealed file is to reach
             * @enum {string}
             */
            readonly level: "B-B" | "B-T" | "B-LT" | "B-LTA";
            /**
             * @description required: wait for a timestamp; preferred: complete now, extend later; none: B-B
             * @enum {string}
             */
            readonly timestamps: "none" | "preferred" | "required";
        };
        readonly SealingSettings: {
            /** @description In the order in which they are asked */
            readonly authorities: readonly {
                /** @description The last valid timestamp; null when there never was one */
                readonly answer: {
                    /** Format: date-time */
                    readonly at: string;
                    /** @description Its time minus ours */
                    readonly clockSkewMs: number;
                    readonly signer: string;
                    /** Format: date-time */
                    readonly signerNotAfter: string;
                } | null;
                /** Format: date-time */
                readonly checkedAt: string;
                readonly code: string | null;
                readonly detail: string;
                /** @description Its address */
                readonly name: string;
                readonly nextAttemptAt: string | null;
                /** Format: date-time */
                readonly since: string;
                /** @enum {string} */
                readonly state: "ok" | "waiting";
            }[];
            /** @description False while the default of the installation holds */
            readonly chosen: boolean;
            /** @description Levels this installation can reach */
            readonly levels: readonly ("B-B" | "B-T" | "B-LT" | "B-LTA")[];
            /** @description What holds now */
            readonly policy: components["schemas"]["SealingPolicy"];
        };
        readonly SigningState: {
            readonly consent: {
                readonly given: boolean;
                readonly text: string;
                readonly version: string;
            };
            /** @description In the order in which they are read and signed */
            readonly documents: readonly {
                /** @description The first 64 bits of the hash, to compare by eye */
                readonly fingerprint: string;
                /** Format: uuid */
                readonly id: string;
                readonly name: string;
                readonly pageCount: number;
                readonly pages: readonly {
                    readonly heightPt: number;
                    readonly widthPt: number;
                }[];
                readonly sha256: string;
            }[];
            readonly envelope: {
                readonly expiresAt: string | null;
                readonly message: string;
                readonly sender: {
                    readonly name: string;
                    readonly organisation: string;
                };
                readonly title: string;
            };
            readonly fields: readonly {
                /** @description One character per cell, maxLength cells */
                readonly comb: boolean;
                /** Format: uuid */
                readonly documentId: string;
                /** @description What the radio buttons of one choice share, within their document */
                readonly group: string | null;
                readonly height: number;
                /** Format: uuid */
                readonly id: string;
                readonly label: string;
                /** @description Part of the offer, or written by the platform at signing */
                readonly locked: boolean;
                /** @description Most characters of a text, as people count them */
                readonly maxLength: number | null;
                /** @description Lines wrap, from the top of the box down */
                readonly multiline: boolean;
                /** @description A name of your own, by which values of templates and lists find the field */
                readonly name: string;
                /** @description The choices of a dropdown; for a radio button the one it stands for */
                readonly options: readonly {
                    readonly label: string;
                    readonly value: string;
                }[];
                readonly pageNumber: number;
                readonly required: boolean;
                /** @enum {string} */
                readonly type: "signature" | "initials" | "name" | "date" | "text" | "checkbox" | "dropdown" | "radio";
                readonly value: string | boolean | ({
                    /** @constant */
                    readonly kind: "typed";
                    readonly text: string;
                } | {
                    readonly aspect: number;
                    /** @constant */
                    readonly kind: "drawn";
                    readonly strokes: readonly (readonly number[])[];
                }) | null;
                readonly width: number;
                readonly x: number;
                readonly y: number;
            }[];
            readonly others: readonly {
                /** @enum {string} */
                readonly role: "signer" | "approver" | "copy";
                /** @enum {string} */
                readonly status: "waiting" | "invited" | "opened" | "consented" | "completed" | "declined";
            }[];
            /** @enum {string} */
            readonly phase: "consent" | "sign" | "wait" | "done" | "declined" | "voided" | "expired" | "copy";
            readonly recipient: {
                readonly email: string;
                /** Format: uuid */
                readonly id: string;
                readonly name: string;
                /** @enum {string} */
                readonly role: "signer" | "approver" | "copy";
            };
            readonly sealedAvailable: boolean;
        };
        readonly Template: {
            readonly archivedAt: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            readonly documents: readonly {
                readonly byteSize: number;
                /** Format: uuid */
                readonly id: string;
                readonly name: string;
                readonly pageCount: number;
                readonly pages: readonly {
                    readonly heightPt: number;
                    readonly widthPt: number;
                }[];
                readonly report: {
                    /** @description What was done and needs no confirmation */
                    readonly notes: readonly {
                        readonly code: string;
                        readonly sentence: string;
                    }[];
                    readonly reasons: readonly {
                        readonly code: string;
                        readonly sentence: string;
                    }[];
                    /** @description What the upload was before it became a PDF, such as docx or jpeg; pdf when it was one */
                    readonly sourceFormat: string;
                    /** @enum {string} */
                    readonly verdict: "accept" | "accept-after-warning";
                };
                readonly sha256: string;
                /** @description Who read the reasons of a verdict accept-after-warning; nothing is sent before somebody has */
                readonly warningsConfirmed: {
                    /** Format: date-time */
                    readonly at: string;
                    readonly by: string;
                } | null;
            }[];
            readonly expiresInDays: number;
            readonly fields: readonly {
                /** @description One character per cell, maxLength cells */
                readonly comb: boolean;
                /** Format: uuid */
                readonly documentId: string;
                /** @description What the radio buttons of one choice share, within their document */
                readonly group: string | null;
                readonly height: number;
                readonly label: string;
                /** @description Most characters of a text, as people count them */
                readonly maxLength: number | null;
                /** @description Lines wrap, from the top of the box down */
                readonly multiline: boolean;
                /** @description A name of your own, by which values of templates and lists find the field */
                readonly name: string;
                /** @description The choices of a dropdown; for a radio button the one it stands for */
                readonly options: readonly {
                    readonly label: string;
                    readonly value: string;
                }[];
                readonly pageNumber: number;
                readonly required: boolean;
                /** Format: uuid */
                readonly roleId: string;
                /** @enum {string} */
                readonly type: "signature" | "initials" | "name" | "date" | "text" | "checkbox" | "dropdown" | "radio";
                readonly value: string | null;
                readonly width: number;
                readonly x: number;
                readonly y: number;
            }[];
            /** Format: uuid */
            readonly id: string;
            readonly message: string;
            readonly name: string;
            readonly roles: readonly {
                /** Format: uuid */
                readonly id: string;
                readonly name: string;
                /** @enum {string} */
                readonly role: "signer" | "approver" | "copy";
                readonly routingOrder: number;
            }[];
            readonly title: string;
        };
        readonly Timeline: {
            readonly items: readonly {
                readonly actor: {
                    readonly kind: string;
                    readonly name: string | null;
                };
                /** Format: date-time */
                readonly at: string;
                readonly chainHash: string;
                /** @description False from the first event on that does not follow from those before it: it was altered */
                readonly intact: boolean;
                readonly sentence: string;
                readonly seq: number;
                readonly type: string;
            }[];
            readonly nextCursor: null;
        };
        readonly UploadedDocument: {
            readonly byteSize: number;
            /** @description A document of the draft named in the request that came from the very same bytes */
            readonly duplicateOf: string | null;
            /** @description The first 64 bits of the hash, to compare by eye */
            readonly fingerprint: string;
            /** @description Empty fields of its form and placeholder tags, ready to become fields of an envelope */
            readonly foundFields: readonly {
                /** @description One character per cell, maxLength cells */
                readonly comb: boolean;
                /** @description What the radio buttons of one choice share, within their document */
                readonly group: string | null;
                readonly height: number;
                readonly label: string;
                /** @description Most characters of a text, as people count them */
                readonly maxLength: number | null;
                /** @description Lines wrap, from the top of the box down */
                readonly multiline: boolean;
                /** @description A name of your own, by which values of templates and lists find the field */
                readonly name: string;
                /** @description The choices of a dropdown; for a radio button the one it stands for */
                readonly options: readonly {
                    readonly label: string;
                    readonly value: string;
                }[];
                readonly pageNumber: number;
                readonly required: boolean;
                /** @description Who is to fill it in, by the author’s word; null when nobody is named */
                readonly role: string | null;
                /**
                 * @description A field of the form, or a placeholder tag in the text
                 * @enum {string}
                 */
                readonly source: "form" | "tag";
                /** @enum {string} */
                readonly type: "signature" | "initials" | "name" | "date" | "text" | "checkbox" | "dropdown" | "radio";
                readonly width: number;
                /** @description Fractions of the visible page, origin top left */
                readonly x: number;
                readonly y: number;
            }[];
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** @description SHA-256 of the bytes as they were sent, hex */
            readonly originalSha256: string;
            readonly pageCount: number;
            /** @description Visible pages (crop box, rotation applied), in points */
            readonly pages: readonly {
                readonly heightPt: number;
                readonly widthPt: number;
            }[];
            readonly report: {
                /** @description What was done and needs no confirmation */
                readonly notes: readonly {
                    readonly code: string;
                    readonly sentence: string;
                }[];
                readonly reasons: readonly {
                    readonly code: string;
                    readonly sentence: string;
                }[];
                /** @description What the upload was before it became a PDF, such as docx or jpeg; pdf when it was one */
                readonly sourceFormat: string;
                /** @enum {string} */
                readonly verdict: "accept" | "accept-after-warning";
            };
            readonly sealedSha256: string | null;
            /** @description SHA-256 of the frozen bytes, hex */
            readonly sha256: string;
            /** @description Who read the reasons of a verdict accept-after-warning; nothing is sent before somebody has */
            readonly warningsConfirmed: {
                /** Format: date-time */
                readonly at: string;
                readonly by: string;
            } | null;
        };
    };
    responses: {
        /** @description What went wrong (RFC 9457) */
        readonly Problem: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    readonly "Accounts.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["ApiKey"][];
                        readonly nextCursor: string | null;
                        readonly total?: number;
                    };
                };
            };
        };
    };
    readonly "Accounts.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ApiKeyCreate"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
        };
    };
    readonly "Accounts.revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, nothing to answer */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Auditing.compare": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CheckpointComparison"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CheckpointComparisonAnswer"];
                };
            };
        };
    };
    readonly "EvidenceFiles.download": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EvidenceDownload"];
            };
        };
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
        };
    };
    readonly "LegalHolds.place": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LegalHoldReason"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LegalHold"];
                };
            };
        };
    };
    readonly "Auditing.view": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EvidenceStory"];
                };
            };
        };
    };
    readonly "EvidenceFiles.exported": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EvidenceExport"];
            };
        };
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": unknown;
                };
            };
        };
    };
    readonly "LegalHolds.lift": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LegalHoldReason"];
            };
        };
        readonly responses: {
            /** @description Done, nothing to answer */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "LegalHolds.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["LegalHold"][];
                        readonly nextCursor: string | null;
                        readonly total?: number;
                    };
                };
            };
        };
    };
    readonly "Sampling.draw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EvidenceSampleOrder"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EvidenceSample"];
                };
            };
        };
    };
    readonly "Sampling.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly algorithm: string;
                            readonly count: number;
                            /** Format: date-time */
                            readonly drawnAt: string;
                            /** Format: date-time */
                            readonly from: string;
                            /** Format: uuid */
                            readonly id: string;
                            readonly populationCount: number;
                            /** @description Of the sorted ids, each with a line feed behind it */
                            readonly populationSha256: string;
                            readonly seed: string;
                            /** @enum {string} */
                            readonly seedBy: "server" | "auditor";
                            /** Format: date-time */
                            readonly to: string;
                        }[];
                        readonly nextCursor: string | null;
                        readonly total?: number;
                    };
                };
            };
        };
    };
    readonly "Auditing.find": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EvidenceSearch"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EvidenceSearchAnswer"];
                };
            };
        };
    };
    readonly "EvidenceFiles.verifierPage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": unknown;
                };
            };
        };
    };
    readonly "Auditors.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["AuditorGrant"][];
                        readonly nextCursor: string | null;
                        readonly total?: number;
                    };
                };
            };
        };
    };
    readonly "Auditors.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AuditorGrantCreate"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditorGrant"];
                };
            };
        };
    };
    readonly "Auditors.end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, nothing to answer */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Auditors.extend": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AuditorGrantExtend"];
            };
        };
        readonly responses: {
            /** @description Done, nothing to answer */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Auditors.tellAgain": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, nothing to answer */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Bulk.list": {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["BulkSend"][];
                        readonly nextCursor: string | null;
                        readonly total?: number;
                    };
                };
            };
        };
    };
    readonly "Bulk.find": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BulkSend"];
                };
            };
        };
    };
    readonly "Bulk.cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BulkSend"];
                };
            };
        };
    };
    readonly "Bulk.live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": unknown;
                };
            };
        };
    };
    readonly "Bulk.result": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": unknown;
                };
            };
        };
    };
    readonly "Bulk.retryFailed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BulkSend"];
                };
            };
        };
    };
    readonly "Bulk.rows": {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: number;
                readonly limit?: number;
                readonly state?: "invalid" | "waiting" | "creating" | "sent" | "delivered" | "failed" | "completed" | "cancelled";
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly envelopeId: string | null;
                            readonly problems: readonly {
                                readonly code: string;
                                readonly column: string | null;
                                readonly sentence: string;
                                /** @enum {string} */
                                readonly severity: "error" | "warning";
                            }[];
                            readonly rowNumber: number;
                            /** @enum {string} */
                            readonly state: "invalid" | "waiting" | "creating" | "sent" | "delivered" | "failed" | "completed" | "cancelled";
                            readonly values: {
                                readonly [key: string]: string;
                            };
                        }[];
                        readonly nextCursor: string | null;
                    };
                };
            };
        };
    };
    readonly "Bulk.start": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["BulkStart"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BulkSend"];
                };
            };
        };
    };
    readonly "Documents.create": {
        readonly parameters: {
            readonly query?: {
                readonly envelopeId?: string;
            };
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "multipart/form-data": {
                    readonly file: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UploadedDocument"];
                };
            };
        };
    };
    readonly "Documents.find": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Document"];
                };
            };
        };
    };
    readonly "Documents.confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description SHA-256 of the frozen bytes, as `GET /documents/:id` names it */
                    readonly sha256: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Document"];
                };
            };
        };
    };
    readonly "Documents.file": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/pdf": unknown;
                };
            };
        };
    };
    readonly "Documents.pageImage": {
        readonly parameters: {
            readonly query?: {
                readonly width?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly pageNumber: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/webp": unknown;
                };
            };
        };
    };
    readonly "Documents.pageText": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly pageNumber: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly text: string;
                    };
                };
            };
        };
    };
    readonly "Downloads.download": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly token: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/pdf": unknown;
                };
            };
        };
    };
    readonly "Envelopes.list": {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
                readonly q?: string;
                readonly status?: "draft" | "sent" | "sealing" | "completed" | "declined" | "voided" | "expired" | "attention";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["EnvelopeSummary"][];
                        readonly nextCursor: string | null;
                        readonly total?: number;
                    };
                };
            };
        };
    };
    readonly "Envelopes.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EnvelopeCreate"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Envelope"];
                };
            };
        };
    };
    readonly "Envelopes.find": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Envelope"];
                };
            };
        };
    };
    readonly "Envelopes.remove": {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag last read, such as "3" */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, nothing to answer */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Envelopes.edit": {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag last read, such as "3" */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EnvelopeEdit"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Envelope"];
                };
            };
        };
    };
    readonly "EnvelopeActs.events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Timeline"];
                };
            };
        };
    };
    readonly "Downloads.take": {
        readonly parameters: {
            readonly query?: {
                readonly documentId?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly kind: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/pdf": unknown;
                };
            };
        };
    };
    readonly "Downloads.ask": {
        readonly parameters: {
            readonly query?: {
                readonly documentId?: string;
            };
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
                readonly kind: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Download"];
                };
            };
        };
    };
    readonly "EnvelopeActs.live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": unknown;
                };
            };
        };
    };
    readonly "EnvelopeActs.remind": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
                readonly recipientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "EnvelopeActs.reveal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
                readonly recipientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RevealedLink"];
                };
            };
        };
    };
    readonly "EnvelopeActs.sealOnceMore": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Envelope"];
                };
            };
        };
    };
    readonly "EnvelopeActs.send": {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
                /** @description The ETag last read, such as "3" */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["EnvelopeSend"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Envelope"];
                };
            };
        };
    };
    readonly "EnvelopeActs.void": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Reason"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Envelope"];
                };
            };
        };
    };
    readonly "Envelopes.counts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EnvelopeCounts"];
                };
            };
        };
    };
    readonly "MailHolds.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HeldMails"];
                };
            };
        };
    };
    readonly "MailHolds.discard": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["HeldMailDecision"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HeldMails"];
                };
            };
        };
    };
    readonly "MailHolds.release": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["HeldMailDecision"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HeldMails"];
                };
            };
        };
    };
    readonly "LogStatus.alarms": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LogAlarms"];
                };
            };
        };
    };
    readonly "LogStatus.acknowledgeAlarm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly alarmId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AlarmAcknowledgement"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LogAlarms"];
                };
            };
        };
    };
    readonly "LogStatus.status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LogStatus"];
                };
            };
        };
    };
    readonly "Accounts.me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    readonly "Description.openapi": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Keys.platform": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly services: readonly {
                            readonly code: string | null;
                            readonly detail: string;
                            readonly name: string;
                            readonly nextAttemptAt: string | null;
                            /** Format: date-time */
                            readonly since: string;
                            /** @enum {string} */
                            readonly state: "ok" | "waiting" | "failed";
                        }[];
                    };
                };
            };
        };
    };
    readonly "Privacy.erasures": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonErasures"];
                };
            };
        };
    };
    readonly "Privacy.erase": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PersonErasureInput"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonErasure"];
                };
            };
        };
    };
    readonly "Privacy.erasure": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonErasure"];
                };
            };
        };
    };
    readonly "Privacy.export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PersonLookup"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonExport"];
                };
            };
        };
    };
    readonly "Privacy.person": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PersonLookup"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    readonly "Retention.rules": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Retention"];
                };
            };
        };
    };
    readonly "Retention.declare": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RetentionRule"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Retention"];
                };
            };
        };
    };
    readonly "Retention.withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Retention"];
                };
            };
        };
    };
    readonly "Retention.declareForTemplate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RetentionRule"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Retention"];
                };
            };
        };
    };
    readonly "Retention.withdrawForTemplate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Retention"];
                };
            };
        };
    };
    readonly "Keys.keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly {
                        readonly algorithm: string;
                        readonly exportable: boolean;
                        /** @description SHA-256 of the public key (SubjectPublicKeyInfo) */
                        readonly fingerprint: string;
                        readonly health: {
                            readonly detail: string;
                            /** Format: date-time */
                            readonly since: string;
                            /** @enum {string} */
                            readonly state: "ok" | "waiting" | "failed";
                        };
                        /** Format: uuid */
                        readonly id: string;
                        readonly label: string;
                        readonly lastSelfTestAt: string | null;
                        /** Format: date-time */
                        readonly notAfter: string;
                        /** Format: date-time */
                        readonly notBefore: string;
                        /** @enum {string} */
                        readonly origin: "generated-in-token" | "imported" | "unknown";
                        /** @description The attributes the token stated and the exports that were tried */
                        readonly probe: components["schemas"]["Json"];
                        readonly softToken: boolean;
                        /** @enum {string} */
                        readonly state: "active" | "retired";
                        readonly subject: string;
                        readonly token: {
                            readonly manufacturer: string;
                            readonly model: string;
                            readonly serial: string;
                        };
                    }[];
                };
            };
        };
    };
    readonly "SealingSettings.settings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SealingSettings"];
                };
            };
        };
    };
    readonly "SealingSettings.declare": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SealingPolicy"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SealingSettings"];
                };
            };
        };
    };
    readonly "Signing.state": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SigningState"];
                };
            };
        };
    };
    readonly "Signing.complete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CompleteSigning"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SigningState"];
                };
            };
        };
    };
    readonly "Signing.consent": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Consent"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SigningState"];
                };
            };
        };
    };
    readonly "Signing.decline": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DeclineSigning"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SigningState"];
                };
            };
        };
    };
    readonly "Signing.document": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly documentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/pdf": unknown;
                };
            };
        };
    };
    readonly "Signing.pageImage": {
        readonly parameters: {
            readonly query?: {
                readonly width?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly documentId: string;
                readonly pageNumber: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/webp": unknown;
                };
            };
        };
    };
    readonly "Signing.pageText": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly documentId: string;
                readonly pageNumber: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly text: string;
                    };
                };
            };
        };
    };
    readonly "Signing.fill": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["FillField"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FilledField"];
                };
            };
        };
    };
    readonly "Downloads.askAsSigner": {
        readonly parameters: {
            readonly query?: {
                readonly documentId?: string;
            };
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly kind: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Download"];
                };
            };
        };
    };
    readonly "Signing.leave": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, nothing to answer */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Signing.look": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LinkPreview"];
                };
            };
        };
    };
    readonly "Signing.openDocument": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SigningState"];
                };
            };
        };
    };
    readonly "Signing.pagesShown": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PagesShown"];
            };
        };
        readonly responses: {
            /** @description Done, nothing to answer */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Signing.open": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OpenSession"];
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SigningState"];
                };
            };
        };
    };
    readonly "Templates.list": {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["Template"][];
                        readonly nextCursor: string | null;
                        readonly total?: number;
                    };
                };
            };
        };
    };
    readonly "Templates.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** Format: uuid */
                    readonly fromEnvelopeId: string;
                    readonly name: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    readonly "Templates.find": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    readonly "Templates.archive": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, nothing to answer */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "BulkTemplates.columns": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly columns: readonly {
                            /** @enum {string} */
                            readonly fills: "role-name" | "role-email" | "field";
                            readonly name: string;
                            readonly required: boolean;
                        }[];
                        readonly sampleCsv: string;
                    };
                };
            };
        };
    };
    readonly "BulkTemplates.check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "multipart/form-data": {
                    readonly file: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BulkSend"];
                };
            };
        };
    };
    readonly "Templates.start": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly message?: string;
                    readonly recipients: readonly {
                        readonly email: string;
                        readonly name: string;
                        /** Format: uuid */
                        readonly roleId: string;
                    }[];
                    /** @default false */
                    readonly send?: boolean;
                    readonly title?: string;
                    readonly values?: {
                        readonly [key: string]: string;
                    };
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {string} */
                        readonly status: "draft" | "sent" | "sealing" | "completed" | "declined" | "voided" | "expired";
                        readonly version: number;
                    } & {
                        readonly [key: string]: unknown;
                    };
                };
            };
        };
    };
    readonly "Keys.trust": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/x-pem-file": unknown;
                };
            };
        };
    };
    readonly "Uploads.begin": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Uploads.capabilities": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, nothing to answer */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Uploads.cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, nothing to answer */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Uploads.standing": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Uploads.send": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, nothing to answer */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "Uploads.finish": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key for the same request gives the same answer for 24 hours */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description Documents without an envelope that it will stand beside
                     * @default []
                     */
                    readonly besides?: readonly string[];
                    /**
                     * Format: uuid
                     * @description The draft it is meant for
                     */
                    readonly envelopeId?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UploadedDocument"];
                };
            };
        };
    };
    readonly "Uploads.limits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description The largest file that is taken */
                        readonly maxBytes: number;
                        /** @description How many documents an envelope holds */
                        readonly maxDocuments: number;
                        /** @description The longest document that is taken */
                        readonly maxPages: number;
                    };
                };
            };
        };
    };
}
