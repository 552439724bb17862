DROP TABLE geo.seat;
ALTER TABLE geo.place DROP COLUMN founded;
ALTER TABLE ONLY geo.capital ALTER COLUMN population DROP DEFAULT;
ALTER TABLE ONLY geo.place ALTER COLUMN population DROP DEFAULT;
ALTER TABLE geo.place DROP CONSTRAINT named;
DROP VIEW geo.big;
ALTER TABLE geo.place ALTER COLUMN population TYPE integer;
COMMENT ON COLUMN geo.capital.population IS NULL;
CREATE VIEW geo.big AS
SELECT capital.name
   FROM capital
  WHERE (capital.population > 1000000);
