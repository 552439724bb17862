SELECT string_agg(concat_ws(' ', score, number, replace(state::text, '"', ''), fits::integer, replace(sent::text, '"', '')), ', ' ORDER BY id) FROM shop.parcel;
