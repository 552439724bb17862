ALTER TABLE geo.river RENAME TO river__old;
CREATE TABLE geo.river (
  founded date
) INHERITS (geo.place);
INSERT INTO geo.river (name, founded) OVERRIDING SYSTEM VALUE SELECT name, founded FROM geo.river__old;
DROP TABLE geo.river__old;
ALTER TABLE geo.hill INHERIT geo.place;
ALTER TABLE geo.town NO INHERIT geo.place;
ALTER TABLE geo.place DROP COLUMN founded;
ALTER TABLE geo.town INHERIT geo.place;
