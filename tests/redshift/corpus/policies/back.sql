ALTER MASKING POLICY card
USING ('***'::varchar(20));
DETACH MASKING POLICY by_state
ON shop.orders (card)
FROM ROLE analyst;
DROP MASKING POLICY by_state;
DETACH RLS POLICY "all" ON shop.orders FROM PUBLIC;
DROP RLS POLICY "all";
DETACH RLS POLICY mine ON shop.orders FROM ROLE analyst;
DROP RLS POLICY mine;
CREATE RLS POLICY mine WITH (id bigint)
USING (id > 5);
