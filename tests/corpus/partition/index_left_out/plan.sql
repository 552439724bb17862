CREATE TABLE calls.call (
  at date NOT NULL
) PARTITION BY RANGE (at);
CREATE TABLE calls.call_2025 (
  at date NOT NULL
);
CREATE TABLE calls.call_2026 (
  at date NOT NULL
);
ALTER TABLE calls.call ATTACH PARTITION calls.call_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
ALTER TABLE calls.call ATTACH PARTITION calls.call_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX call_at ON ONLY calls.call USING btree (at);
CREATE INDEX call_2026_at ON calls.call_2026 USING btree (at);
ALTER INDEX calls.call_at ATTACH PARTITION calls.call_2026_at;
