DROP TABLE calls.call_2025;
DROP TABLE calls.call_2026;
DROP TABLE calls.call;
