DROP VIEW app.second;
DROP VIEW app.first;
DROP VIEW app.third;
DROP VIEW app.other;
ALTER TABLE app.task ALTER COLUMN state TYPE text;
CREATE VIEW app.first AS
SELECT task.id,
    task.state,
    task.note
   FROM task;
CREATE VIEW app.second AS
SELECT first.id,
    first.state,
    first.note
   FROM first;
CREATE VIEW app.third AS
SELECT second.id,
    second.note
   FROM second;
COMMENT ON COLUMN app.second.note IS 'of the task';
