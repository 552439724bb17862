SELECT string_agg("where"::text, ' ' ORDER BY id) FROM shop.visit;
