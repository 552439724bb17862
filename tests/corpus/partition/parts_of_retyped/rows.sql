INSERT INTO log.event VALUES ('2026-02-01', 3, 'a'), ('2027-02-01', 4, 'b');
