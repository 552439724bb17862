ALTER TABLE shop.orders RENAME TO orders__old;
DETACH MASKING POLICY card
ON shop.orders__old (card)
FROM ROLE analyst;
ALTER TABLE shop.orders__old ROW LEVEL SECURITY OFF;
CREATE TABLE shop.orders (
  id integer NOT NULL,
  card character varying(20)
);
ALTER TABLE shop.orders ROW LEVEL SECURITY ON;
INSERT INTO shop.orders (id, card)
SELECT CAST(id AS integer), card
FROM shop.orders__old;
DROP TABLE shop.orders__old;
ATTACH MASKING POLICY card
ON shop.orders (card)
TO ROLE analyst PRIORITY 10;
ATTACH RLS POLICY mine ON shop.orders TO PUBLIC;
ATTACH RLS POLICY mine ON shop.orders TO ROLE analyst;
