ALTER TABLE geo.place ADD COLUMN founded date;
DROP VIEW geo.big;
ALTER TABLE geo.place ALTER COLUMN population TYPE bigint;
COMMENT ON COLUMN geo.capital.population IS 'Of the city proper';
ALTER TABLE ONLY geo.capital ALTER COLUMN population SET DEFAULT 1;
ALTER TABLE ONLY geo.place ALTER COLUMN population SET DEFAULT 0;
ALTER TABLE geo.place ADD CONSTRAINT named CHECK (name <> '');
CREATE TABLE geo.seat () INHERITS (geo.capital);
CREATE VIEW geo.big AS
SELECT capital.name
   FROM capital
  WHERE (capital.population > 1000000);
