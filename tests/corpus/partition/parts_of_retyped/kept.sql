SELECT string_agg(e::text, ' ' ORDER BY e) FROM log.event e;
