ALTER TABLE log.event DETACH PARTITION log.second;
DROP TABLE log.second;
