DROP TABLE geo.visit;
DROP VIEW geo.long;
