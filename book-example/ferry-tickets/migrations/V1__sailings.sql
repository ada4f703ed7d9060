CREATE TABLE sailings (
    id uuid PRIMARY KEY,
    leaves_at timestamptz NOT NULL UNIQUE,
    places smallint NOT NULL CHECK (places > 0)
);

CREATE TABLE tickets (
    code text PRIMARY KEY,
    sailing_id uuid NOT NULL REFERENCES sailings (id),
    passengers smallint NOT NULL,
    phone text
);
