COMMENT ON INDEX dispatch.unit_pkey IS 'rebuilt in June';
COMMENT ON INDEX dispatch.unit_sign IS 'the index''s';
COMMENT ON INDEX dispatch.one_shift IS NULL;
