INSERT INTO geo.place VALUES ('a');
INSERT INTO geo.town VALUES ('b', '2001-01-01');
INSERT INTO geo.river VALUES ('c', '2002-01-01');
INSERT INTO geo.hill VALUES ('d', '2003-01-01');
