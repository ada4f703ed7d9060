CREATE TABLE parcels (
    id           uuid PRIMARY KEY,
    locker_id    text NOT NULL REFERENCES lockers (id),
    box          integer NOT NULL,
    phone        text NOT NULL,
    code         varchar(8) NOT NULL,
    weight       numeric(6, 2),
    delivered_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT parcels_code UNIQUE (code)
);

CREATE INDEX parcels_locker ON parcels (locker_id);
