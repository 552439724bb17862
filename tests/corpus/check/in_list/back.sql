ALTER TABLE shop.item DROP CONSTRAINT as_read;
ALTER TABLE shop.item DROP CONSTRAINT cast_each;
