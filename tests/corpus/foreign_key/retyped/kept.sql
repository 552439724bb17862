SELECT string_agg(concat_ws(' ', item, "like", row, grade), ', ' ORDER BY item) FROM shop.stock JOIN shop.item ON id = item;
