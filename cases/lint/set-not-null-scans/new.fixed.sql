-- engine: postgresql:18
-- expect: set-not-null-scans
ALTER TABLE orders ADD CONSTRAINT orders_placed_at_not_null NOT NULL placed_at NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_placed_at_not_null;
