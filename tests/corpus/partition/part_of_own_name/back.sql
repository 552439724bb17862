ALTER INDEX log.event_2026_day_idx RENAME TO days;
