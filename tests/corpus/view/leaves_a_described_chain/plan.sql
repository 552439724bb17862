DROP VIEW app.third;
DROP VIEW app.second;
DROP VIEW app.first;
ALTER TABLE app.task ALTER COLUMN state TYPE state USING state::state;
CREATE VIEW app.first AS
SELECT task.id,
    task.state,
    task.note
   FROM task;
CREATE VIEW app.other AS
SELECT id, state, note FROM app.task;
CREATE VIEW app.second AS
SELECT first.id,
    first.state,
    first.note
   FROM first;
CREATE VIEW app.third AS
SELECT other.id,
    other.note
   FROM other;
COMMENT ON COLUMN app.second.note IS 'of the task';
