-- engine: postgresql:18
-- expect: set-not-null-scans
ALTER TABLE orders ALTER placed_at SET NOT NULL;
