SELECT string_agg(CASE state::text WHEN 'held' THEN 'open' ELSE state::text END, ', ' ORDER BY id) FROM shop.parcel;
