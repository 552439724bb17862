INSERT INTO log.event VALUES (1), (2);
