ALTER TYPE app.state ADD VALUE 'new' BEFORE 'open';
DROP VIEW app.second;
DROP VIEW app.third;
DROP VIEW app.first;
CREATE VIEW app.first AS
SELECT note.id,
    note.state
   FROM note;
CREATE VIEW app.second AS
SELECT task.id,
    task.state,
    1 AS one
   FROM task;
CREATE VIEW app.third AS
SELECT second.state
   FROM second;
