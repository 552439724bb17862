ALTER TYPE app.status RENAME TO status__old;
CREATE TYPE app.status AS ENUM ('closed', 'open');
ALTER TABLE app.call DETACH PARTITION app.call_open;
ALTER TABLE app.call_open ALTER COLUMN status TYPE status USING status::text::status;
ALTER TABLE app.call DETACH PARTITION app.call_other;
ALTER TABLE app.call RENAME TO call__old;
CREATE TABLE app.call (
  status status NOT NULL,
  n integer NOT NULL
) PARTITION BY LIST (status);
ALTER TABLE app.call_other ALTER COLUMN status TYPE status USING status::text::status;
ALTER TABLE app.call ATTACH PARTITION app.call_open FOR VALUES IN ('open');
ALTER TABLE app.call ATTACH PARTITION app.call_other DEFAULT;
INSERT INTO app.call (status, n) OVERRIDING SYSTEM VALUE SELECT status::text::status, n FROM app.call__old;
DROP TABLE app.call__old;
DROP TYPE app.status__old;
