ALTER TABLE shop.event ALTER COLUMN size TYPE integer USING size::integer;
ALTER TABLE shop.event ALTER COLUMN at DROP DEFAULT;
ALTER TABLE shop.event ALTER COLUMN at TYPE timestamp with time zone USING at::timestamp with time zone;
ALTER TABLE shop.event ALTER COLUMN at SET DEFAULT '2020-01-01 00:00:00+00'::timestamp with time zone;
ALTER TABLE shop.event ALTER COLUMN live DROP DEFAULT;
ALTER TABLE shop.event ALTER COLUMN live TYPE boolean USING live::boolean;
ALTER TABLE shop.event ALTER COLUMN live SET DEFAULT true;
