ALTER TABLE dispatch.unit DROP COLUMN log;
ALTER TABLE dispatch.unit SET LOGGED;
ALTER TABLE dispatch.unit ALTER COLUMN id TYPE integer;
COMMENT ON SEQUENCE dispatch.unit_numbers IS 'as painted on the roof';
REVOKE select ON SEQUENCE dispatch.unit_numbers FROM reader;
