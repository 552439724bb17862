DROP MATERIALIZED VIEW app.all_names;
DROP MATERIALIZED VIEW app.known;
CREATE MATERIALIZED VIEW app.known AS
SELECT task.name,
    task.id
   FROM task;
CREATE MATERIALIZED VIEW app.all_names AS
SELECT count(x.x) AS n
   FROM names() x(x);
