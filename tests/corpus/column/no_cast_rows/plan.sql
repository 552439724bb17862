ALTER TABLE shop.parcel ALTER COLUMN score TYPE json USING to_json(score);
ALTER TABLE shop.parcel ALTER COLUMN number TYPE jsonb USING to_jsonb(number);
ALTER TABLE shop.parcel ALTER COLUMN state TYPE jsonb USING to_jsonb(state);
ALTER TABLE shop.parcel ALTER COLUMN fits TYPE smallint USING fits::integer::smallint;
ALTER TABLE shop.parcel ALTER COLUMN sent TYPE jsonb USING to_jsonb(sent);
