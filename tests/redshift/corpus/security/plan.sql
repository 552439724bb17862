ALTER USER ann CREATEDB CONNECTION LIMIT 10;
GRANT ROLE analyst TO ann;
CREATE GROUP readers WITH USER ann;
ALTER TABLE shop.orders ROW LEVEL SECURITY ON;
CREATE MASKING POLICY card WITH (number character varying(20))
USING ('***'::varchar(20));
ATTACH MASKING POLICY card
ON shop.orders (card)
TO ROLE analyst PRIORITY 10;
CREATE RLS POLICY mine WITH (id bigint)
USING (id > 5);
ATTACH RLS POLICY mine ON shop.orders TO ROLE analyst;
GRANT select ON TABLE shop.orders TO GROUP readers;
GRANT alter, delete, drop, insert, references, select, truncate, update ON TABLE shop.orders TO ROLE analyst;
REVOKE insert ON TABLE shop.orders FROM ann;
GRANT select ON TABLE shop.orders TO ann WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES FOR USER awsuser IN SCHEMA shop GRANT select ON tables TO ROLE analyst;
