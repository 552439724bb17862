SELECT count(*) FROM log.seen;
