SELECT count(*) FROM log.note JOIN log.event ON id = event;
