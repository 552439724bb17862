CREATE TABLE shop.a_step (
  action text NOT NULL,
  tenant uuid NOT NULL
);
CREATE UNIQUE INDEX one ON shop.action USING btree (tenant, id);
ALTER TABLE shop.a_step ADD CONSTRAINT does FOREIGN KEY (action, tenant) REFERENCES shop.action (id, tenant);
