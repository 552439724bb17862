SELECT string_agg(at::text, ', ') FROM shop.parcel;
