COMMENT ON SCHEMA shop IS 'The web shop';
