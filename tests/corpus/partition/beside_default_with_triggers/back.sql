DROP TABLE log.second;
