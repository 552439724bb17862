DROP INDEX log.event_day_idx;
