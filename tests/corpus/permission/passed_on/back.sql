GRANT update ON TABLE billing.fee TO lead WITH GRANT OPTION;
SET ROLE lead;
GRANT update ON TABLE billing.fee TO deputy WITH GRANT OPTION;
RESET ROLE;
SET ROLE deputy;
GRANT update (amount) ON TABLE billing.fee TO reader;
RESET ROLE;
REVOKE insert ON TABLE billing.fee FROM reader;
GRANT select ON TABLE billing.fee TO reader;
