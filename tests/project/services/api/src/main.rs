// Claimed by the URL shortener's design.
