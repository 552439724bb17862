ALTER TABLE shop.line DROP CONSTRAINT known_state;
ALTER TABLE shop.line ADD CONSTRAINT known_state CHECK (state = ANY (ARRAY['open'::text, 'paid'::text]));
ALTER TABLE shop.line DROP CONSTRAINT line_state_check;
ALTER TABLE shop.line ADD CONSTRAINT positive CHECK (amount > 0);
