INSERT INTO log.event VALUES (1), (2), (3);
INSERT INTO log.note VALUES (1), (3);
