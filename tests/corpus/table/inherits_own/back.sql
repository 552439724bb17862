ALTER TABLE geo.town RENAME TO town__old;
ALTER TABLE geo.place ADD COLUMN founded date;
CREATE TABLE geo.town () INHERITS (geo.place);
INSERT INTO geo.town (name, founded) OVERRIDING SYSTEM VALUE SELECT name, founded FROM geo.town__old;
DROP TABLE geo.town__old;
ALTER TABLE geo.hill NO INHERIT geo.place;
ALTER TABLE geo.river NO INHERIT geo.place;
ALTER TABLE geo.river INHERIT geo.place;
