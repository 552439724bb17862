ALTER TABLE app.note DROP COLUMN text;
ALTER TABLE app.note RESET (toast.autovacuum_enabled);
