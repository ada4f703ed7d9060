CREATE TABLE events (
    parcel_id uuid NOT NULL REFERENCES parcels (id) ON DELETE CASCADE,
    number    integer NOT NULL,
    kind      text NOT NULL,
    data      jsonb,
    PRIMARY KEY (parcel_id, number)
);
