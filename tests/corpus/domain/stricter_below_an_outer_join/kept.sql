SELECT string_agg(coalesce(code::text, '-'), ' ' ORDER BY code) FROM shop.sold;
