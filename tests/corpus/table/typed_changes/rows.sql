INSERT INTO geo.height VALUES ('7', 'mile', 'x');
INSERT INTO geo.peak VALUES (ROW('8', 'meter', 'y')::geo.measure);
INSERT INTO geo.loose VALUES ('9');
INSERT INTO geo.bound VALUES ('10', 'mile', 'z');
