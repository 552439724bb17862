COMMENT ON INDEX dispatch.unit_pkey IS 'rebuilt in May';
COMMENT ON INDEX dispatch.unit_sign IS NULL;
COMMENT ON INDEX dispatch.one_shift IS 'large';
