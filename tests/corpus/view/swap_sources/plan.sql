ALTER TYPE app.state RENAME TO state__old;
CREATE TYPE app.state AS ENUM ('open', 'done');
DROP VIEW app.first;
DROP VIEW app.third;
DROP VIEW app.second;
ALTER TABLE app.task ALTER COLUMN state TYPE state USING state::text::state;
DROP TYPE app.state__old;
CREATE VIEW app.first AS
SELECT task.id,
    task.state
   FROM task;
CREATE VIEW app.second AS
SELECT first.id,
    first.state
   FROM first;
CREATE VIEW app.third AS
SELECT first.state
   FROM first;
