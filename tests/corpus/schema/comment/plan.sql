COMMENT ON SCHEMA shop IS 'The web shop, and it''s tested';
