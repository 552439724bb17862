SELECT string_agg(code || ' ' || word, ', ') FROM shop.item;
