CREATE TRUSTED LANGUAGE pl_other HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE ACCESS METHOD pile TYPE table HANDLER heap_tableam_handler;
CREATE FUNCTION shop.one()
  RETURNS integer
  LANGUAGE pl_other
AS $$BEGIN RETURN 1; END$$;
CREATE TRANSFORM FOR integer LANGUAGE sql (TO SQL WITH FUNCTION int4recv(internal));
REVOKE usage ON LANGUAGE pl_other FROM PUBLIC;
