ALTER TABLE shop.booking ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&, room WITH =) WHERE (NOT isempty(during));
COMMENT ON CONSTRAINT no_overlap ON shop.booking IS 'one guest at a time';
