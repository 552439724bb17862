CREATE SCHEMA reports;
COMMENT ON SCHEMA reports IS 'What the board''s readers see';
