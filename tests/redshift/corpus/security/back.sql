REVOKE ROLE analyst FROM ann;
DETACH MASKING POLICY card
ON shop.orders (card)
FROM ROLE analyst;
DROP MASKING POLICY card;
DETACH RLS POLICY mine ON shop.orders FROM ROLE analyst;
DROP RLS POLICY mine;
REVOKE select ON TABLE shop.orders FROM GROUP readers;
DROP GROUP readers;
ALTER USER ann NOCREATEDB CONNECTION LIMIT UNLIMITED;
REVOKE alter, delete, drop, insert, references, select, truncate, update ON TABLE shop.orders FROM ROLE analyst;
REVOKE GRANT OPTION FOR select ON TABLE shop.orders FROM ann;
GRANT insert ON TABLE shop.orders TO ann;
ALTER DEFAULT PRIVILEGES FOR USER awsuser IN SCHEMA shop REVOKE select ON tables FROM ROLE analyst;
