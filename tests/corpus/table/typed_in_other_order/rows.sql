INSERT INTO geo.corner VALUES (1, 2); INSERT INTO geo.line VALUES (1);
