ALTER TABLE app.note SET (toast.autovacuum_enabled='false');
ALTER TABLE app.note ADD COLUMN text text;
ALTER TABLE app.note SET (toast.autovacuum_enabled='false');
