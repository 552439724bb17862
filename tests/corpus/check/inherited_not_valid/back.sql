DROP TABLE geo.stream;
DROP TABLE geo.river;
ALTER TABLE geo.place DROP CONSTRAINT populated;
DROP TABLE geo.harbour;
DROP TABLE geo.resort;
