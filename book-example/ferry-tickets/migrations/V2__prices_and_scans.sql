ALTER TABLE tickets ADD COLUMN price_cents integer NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN scanned_at timestamptz;
CREATE INDEX tickets_of_a_sailing ON tickets (sailing_id);
