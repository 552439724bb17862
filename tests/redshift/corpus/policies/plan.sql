ALTER TABLE shop.orders ROW LEVEL SECURITY ON;
CREATE MASKING POLICY by_state WITH (number character varying(20), state character varying(20))
USING (CASE WHEN state = 'open' THEN number ELSE '***'::varchar(20) END);
ALTER MASKING POLICY card
USING ('xxx'::varchar(20));
ATTACH MASKING POLICY by_state
ON shop.orders (card) USING (card, state)
TO ROLE analyst PRIORITY 20;
CREATE RLS POLICY "all"
USING (current_user = 'awsuser');
DROP RLS POLICY mine;
CREATE RLS POLICY mine WITH (id bigint) AS o
USING (o.id > 7);
ATTACH RLS POLICY "all" ON shop.orders TO PUBLIC;
ATTACH RLS POLICY mine ON shop.orders TO ROLE analyst;
