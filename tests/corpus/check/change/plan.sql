ALTER TABLE shop.line DROP CONSTRAINT known_state;
ALTER TABLE shop.line ADD CONSTRAINT known_state CHECK (state = ANY (ARRAY['open'::text, 'paid'::text, 'void'::text]));
COMMENT ON CONSTRAINT known_state ON shop.line IS 'as in the state machine';
ALTER TABLE shop.line ADD CONSTRAINT line_state_check CHECK (length(state) BETWEEN 1 AND 10) NOT VALID;
ALTER TABLE shop.line DROP CONSTRAINT positive;
