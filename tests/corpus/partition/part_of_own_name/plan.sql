ALTER INDEX log.days RENAME TO event_2026_day_idx;
