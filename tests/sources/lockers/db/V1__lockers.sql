CREATE TABLE lockers (
    id        text PRIMARY KEY,
    street    varchar(80) NOT NULL,
    district  smallint NOT NULL,
    boxes     integer NOT NULL DEFAULT 12 CHECK (boxes > 0),
    closed_at timestamptz
);
