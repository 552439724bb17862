ALTER TABLE work.job ALTER COLUMN status DROP DEFAULT;
ALTER TABLE work.job DROP CONSTRAINT numbered;
DROP INDEX work.open;
DROP TRIGGER log ON work.job;
DROP POLICY done ON work.job;
DROP STATISTICS work.together;
ALTER TYPE work.status RENAME TO status__old;
CREATE TYPE work.status AS ENUM ('open', 'done');
ALTER TABLE work.job ALTER COLUMN status TYPE status USING status::text::status;
DROP TYPE work.status__old;
ALTER TABLE work.job ALTER COLUMN status SET DEFAULT 'open'::status;
ALTER TABLE work.job ADD CONSTRAINT numbered CHECK ((id > 0) OR (status = 'done'::status));
CREATE INDEX open ON work.job USING btree (id) WHERE (status = 'open'::status);
CREATE TRIGGER log
  AFTER INSERT ON work.job
  FOR EACH ROW
  WHEN ((new.status = 'open'::status))
  EXECUTE FUNCTION work.log();
CREATE POLICY done ON work.job USING (status = 'done'::status);
CREATE STATISTICS work.together ON id, (status = 'open'::status) FROM work.job;
