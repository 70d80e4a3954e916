-- CreateEnum
CREATE TYPE "envelope_status" AS ENUM ('draft', 'sent', 'sealing', 'completed', 'declined', 'voided', 'expired');

-- CreateEnum
CREATE TYPE "recipient_role" AS ENUM ('signer', 'approver', 'copy');

-- CreateEnum
CREATE TYPE "recipient_status" AS ENUM ('waiting', 'invited', 'opened', 'consented', 'completed', 'declined');

-- CreateEnum
CREATE TYPE "field_type" AS ENUM ('signature', 'initials', 'name', 'date', 'text', 'checkbox');

-- CreateEnum
CREATE TYPE "seal_kind" AS ENUM ('document', 'certificate');

-- CreateEnum
CREATE TYPE "seal_state" AS ENUM ('due', 'leased', 'waiting', 'done', 'failed');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('queued', 'sent', 'deferred', 'failed');

-- CreateEnum
CREATE TYPE "bulk_state" AS ENUM ('checked', 'running', 'finished', 'cancelled');

-- CreateEnum
CREATE TYPE "bulk_row_state" AS ENUM ('invalid', 'waiting', 'creating', 'sent', 'delivered', 'failed', 'completed', 'cancelled');

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "active_organization_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "logo" TEXT,
    "metadata" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'member',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "inviter_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "created_by" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "organisation_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("organisation_id","key")
);

-- CreateTable
CREATE TABLE "blob" (
    "organisation_id" UUID NOT NULL,
    "sha256" BYTEA NOT NULL,
    "byte_size" BIGINT NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "wrapping_key_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("organisation_id","sha256")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "envelope_id" UUID,
    "template_id" UUID,
    "position" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "original_sha256" BYTEA NOT NULL,
    "frozen_sha256" BYTEA NOT NULL,
    "sealed_sha256" BYTEA,
    "byte_size" BIGINT NOT NULL,
    "pages" JSONB NOT NULL,
    "report" JSONB NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "envelope" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "status" "envelope_status" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "sender_name" TEXT NOT NULL,
    "sender_email" TEXT NOT NULL,
    "expires_in_days" INTEGER NOT NULL DEFAULT 30,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "sealing_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "template_id" UUID,
    "bulk_row_id" UUID,
    "certificate_sha256" BYTEA,

    CONSTRAINT "envelope_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recipient" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "envelope_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" "recipient_role" NOT NULL,
    "routing_order" INTEGER NOT NULL,
    "status" "recipient_status" NOT NULL DEFAULT 'waiting',
    "invited_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "consented_at" TIMESTAMPTZ(3),
    "consent_version" TEXT,
    "consent_sha256" BYTEA,
    "completed_at" TIMESTAMPTZ(3),
    "declined_at" TIMESTAMPTZ(3),
    "decline_reason" TEXT,
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "recipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recipient_link" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "recipient_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "recipient_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signer_session" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "recipient_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "signer_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "field" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "envelope_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "recipient_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "type" "field_type" NOT NULL,
    "page_number" INTEGER NOT NULL,
    "x" DOUBLE PRECISION NOT NULL,
    "y" DOUBLE PRECISION NOT NULL,
    "width" DOUBLE PRECISION NOT NULL,
    "height" DOUBLE PRECISION NOT NULL,
    "required" BOOLEAN NOT NULL DEFAULT true,
    "label" TEXT NOT NULL DEFAULT '',
    "prefilled" TEXT,

    CONSTRAINT "field_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "field_value" (
    "field_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "envelope_id" UUID NOT NULL,
    "recipient_id" UUID NOT NULL,
    "value" JSONB NOT NULL,
    "filled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "field_value_pkey" PRIMARY KEY ("field_id")
);

-- CreateTable
CREATE TABLE "signature" (
    "recipient_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "envelope_id" UUID NOT NULL,
    "document_sha256" BYTEA NOT NULL,
    "values_sha256" BYTEA NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("recipient_id")
);

-- CreateTable
CREATE TABLE "seal" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "envelope_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "kind" "seal_kind" NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "state" "seal_state" NOT NULL DEFAULT 'due',
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "candidate_sha256" BYTEA,
    "intent_digest" BYTEA,
    "intent_at" TIMESTAMPTZ(3),
    "key_id" UUID,
    "sealed_sha256" BYTEA,
    "cause_code" TEXT,
    "cause_detail" TEXT,
    "cause_since" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "seal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seal_key" (
    "id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "algorithm" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "origin" TEXT NOT NULL,
    "exportable" BOOLEAN NOT NULL,
    "soft_token" BOOLEAN NOT NULL,
    "token_manufacturer" TEXT NOT NULL,
    "token_model" TEXT NOT NULL,
    "token_serial" TEXT NOT NULL,
    "probe" JSONB NOT NULL,
    "chain_pem" TEXT NOT NULL,
    "trust_pem" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "last_self_test_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seal_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_health" (
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "detail" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "service_health_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "audit_stream" (
    "stream" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "head" BYTEA NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_stream_pkey" PRIMARY KEY ("stream")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "stream" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "chain_hash" BYTEA NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_personal" (
    "event_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "audit_personal_pkey" PRIMARY KEY ("event_id","subject")
);

-- CreateTable
CREATE TABLE "outbox_job" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error_code" TEXT,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "parked_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "envelope_id" UUID NOT NULL,
    "recipient_id" UUID,
    "kind" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "message_id" TEXT NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "smtp_code" INTEGER,
    "smtp_response" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "expires_in_days" INTEGER NOT NULL DEFAULT 30,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template_role" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "role" "recipient_role" NOT NULL,
    "routing_order" INTEGER NOT NULL,

    CONSTRAINT "template_role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template_field" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "type" "field_type" NOT NULL,
    "page_number" INTEGER NOT NULL,
    "x" DOUBLE PRECISION NOT NULL,
    "y" DOUBLE PRECISION NOT NULL,
    "width" DOUBLE PRECISION NOT NULL,
    "height" DOUBLE PRECISION NOT NULL,
    "required" BOOLEAN NOT NULL DEFAULT true,
    "label" TEXT NOT NULL DEFAULT '',
    "prefilled" TEXT,

    CONSTRAINT "template_field_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_sha256" BYTEA NOT NULL,
    "columns" TEXT[],
    "state" "bulk_state" NOT NULL DEFAULT 'checked',
    "created_by" TEXT NOT NULL,
    "sender_name" TEXT NOT NULL,
    "sender_email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_row" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "bulk_id" UUID NOT NULL,
    "row_number" INTEGER NOT NULL,
    "state" "bulk_row_state" NOT NULL,
    "values" JSONB NOT NULL,
    "problems" JSONB NOT NULL,
    "envelope_id" UUID,
    "error_code" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bulk_row_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "organization_slug_key" ON "organization"("slug");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_organization_id_user_id_key" ON "member"("organization_id", "user_id");

-- CreateIndex
CREATE INDEX "invitation_organization_id_idx" ON "invitation"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secret_hash_key" ON "api_key"("secret_hash");

-- CreateIndex
CREATE INDEX "api_key_organisation_id_created_at_idx" ON "api_key"("organisation_id", "created_at");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "document_organisation_id_envelope_id_idx" ON "document"("organisation_id", "envelope_id");

-- CreateIndex
CREATE INDEX "document_organisation_id_template_id_idx" ON "document"("organisation_id", "template_id");

-- CreateIndex
CREATE INDEX "document_envelope_id_idx" ON "document"("envelope_id");

-- CreateIndex
CREATE UNIQUE INDEX "envelope_bulk_row_id_key" ON "envelope"("bulk_row_id");

-- CreateIndex
CREATE INDEX "envelope_organisation_id_created_at_id_idx" ON "envelope"("organisation_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "envelope_organisation_id_status_created_at_id_idx" ON "envelope"("organisation_id", "status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "recipient_envelope_id_idx" ON "recipient"("envelope_id");

-- CreateIndex
CREATE UNIQUE INDEX "recipient_envelope_id_key_key" ON "recipient"("envelope_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "recipient_link_token_hash_key" ON "recipient_link"("token_hash");

-- CreateIndex
CREATE INDEX "recipient_link_recipient_id_idx" ON "recipient_link"("recipient_id");

-- CreateIndex
CREATE UNIQUE INDEX "signer_session_token_hash_key" ON "signer_session"("token_hash");

-- CreateIndex
CREATE INDEX "signer_session_recipient_id_idx" ON "signer_session"("recipient_id");

-- CreateIndex
CREATE INDEX "field_envelope_id_idx" ON "field"("envelope_id");

-- CreateIndex
CREATE INDEX "field_value_envelope_id_idx" ON "field_value"("envelope_id");

-- CreateIndex
CREATE INDEX "signature_envelope_id_idx" ON "signature"("envelope_id");

-- CreateIndex
CREATE INDEX "seal_envelope_id_idx" ON "seal"("envelope_id");

-- CreateIndex
CREATE UNIQUE INDEX "seal_document_id_kind_revision_key" ON "seal"("document_id", "kind", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "seal_key_fingerprint_key" ON "seal_key"("fingerprint");

-- CreateIndex
CREATE INDEX "audit_event_organisation_id_at_idx" ON "audit_event"("organisation_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_stream_seq_key" ON "audit_event"("stream", "seq");

-- CreateIndex
CREATE INDEX "audit_personal_organisation_id_subject_idx" ON "audit_personal"("organisation_id", "subject");

-- CreateIndex
CREATE INDEX "outbox_job_organisation_id_created_at_idx" ON "outbox_job"("organisation_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "mail_message_id_key" ON "mail"("message_id");

-- CreateIndex
CREATE INDEX "mail_envelope_id_idx" ON "mail"("envelope_id");

-- CreateIndex
CREATE INDEX "template_organisation_id_created_at_id_idx" ON "template"("organisation_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "template_role_template_id_name_key" ON "template_role"("template_id", "name");

-- CreateIndex
CREATE INDEX "template_field_template_id_idx" ON "template_field"("template_id");

-- CreateIndex
CREATE UNIQUE INDEX "bulk_organisation_id_template_id_file_sha256_key" ON "bulk"("organisation_id", "template_id", "file_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "bulk_row_envelope_id_key" ON "bulk_row"("envelope_id");

-- CreateIndex
CREATE INDEX "bulk_row_bulk_id_state_row_number_idx" ON "bulk_row"("bulk_id", "state", "row_number");

-- CreateIndex
CREATE UNIQUE INDEX "bulk_row_bulk_id_row_number_key" ON "bulk_row"("bulk_id", "row_number");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_inviter_id_fkey" FOREIGN KEY ("inviter_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_envelope_id_fkey" FOREIGN KEY ("envelope_id") REFERENCES "envelope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient" ADD CONSTRAINT "recipient_envelope_id_fkey" FOREIGN KEY ("envelope_id") REFERENCES "envelope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient_link" ADD CONSTRAINT "recipient_link_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "recipient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signer_session" ADD CONSTRAINT "signer_session_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "recipient_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "field" ADD CONSTRAINT "field_envelope_id_fkey" FOREIGN KEY ("envelope_id") REFERENCES "envelope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "field" ADD CONSTRAINT "field_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "field" ADD CONSTRAINT "field_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "recipient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "field_value" ADD CONSTRAINT "field_value_field_id_fkey" FOREIGN KEY ("field_id") REFERENCES "field"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seal" ADD CONSTRAINT "seal_envelope_id_fkey" FOREIGN KEY ("envelope_id") REFERENCES "envelope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seal" ADD CONSTRAINT "seal_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_stream_fkey" FOREIGN KEY ("stream") REFERENCES "audit_stream"("stream") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_envelope_id_fkey" FOREIGN KEY ("envelope_id") REFERENCES "envelope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "recipient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_role" ADD CONSTRAINT "template_role_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_field" ADD CONSTRAINT "template_field_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_field" ADD CONSTRAINT "template_field_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "template_role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk" ADD CONSTRAINT "bulk_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_row" ADD CONSTRAINT "bulk_row_bulk_id_fkey" FOREIGN KEY ("bulk_id") REFERENCES "bulk"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
