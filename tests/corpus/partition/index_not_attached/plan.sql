CREATE INDEX call_at_by ON ONLY calls.call USING btree (at, by);
