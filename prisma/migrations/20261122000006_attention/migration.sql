-- What needs somebody's eye is rare: the list finds it by these few rows, not by all the mails and seals ever made.
CREATE INDEX mail_troubled ON mail (organisation_id, envelope_id) WHERE state IN ('deferred', 'failed');
CREATE INDEX seal_troubled ON seal (organisation_id, envelope_id) WHERE state IN ('waiting', 'failed');
