DROP MATERIALIZED VIEW app.all_names;
DROP MATERIALIZED VIEW app.known;
CREATE MATERIALIZED VIEW app.known AS
SELECT task.name
   FROM task;
CREATE MATERIALIZED VIEW app.all_names AS
SELECT max(x.x) AS n
   FROM names() x(x);
