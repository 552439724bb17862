ALTER TABLE geo.line DROP CONSTRAINT starts;
ALTER TABLE geo.line ALTER COLUMN start TYPE integer;
ALTER TABLE geo.corner DROP CONSTRAINT corner_pkey;
ALTER TABLE geo.corner NOT OF;
DROP TYPE geo.place;
CREATE TYPE geo.place AS (
  x integer,
  y integer
);
ALTER TABLE geo.corner RENAME TO corner__old;
CREATE TABLE geo.corner OF geo.place (
  x NOT NULL,
  CONSTRAINT corner_pkey PRIMARY KEY (x)
);
INSERT INTO geo.corner (x, y) OVERRIDING SYSTEM VALUE SELECT x, y FROM geo.corner__old;
DROP TABLE geo.corner__old;
ALTER TABLE geo.line ADD CONSTRAINT starts FOREIGN KEY (start) REFERENCES geo.corner (x);
