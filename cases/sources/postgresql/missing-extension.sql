-- expect warning not-loaded cannot have the extension nowhere_to_be_found; 3 statements
-- table kept
-- !table places
CREATE EXTENSION IF NOT EXISTS nowhere_to_be_found WITH SCHEMA public;
COMMENT ON EXTENSION nowhere_to_be_found IS 'shapes';
CREATE TABLE places (id int primary key, shape nowhere_type);
CREATE INDEX places_shape ON places (shape);
CREATE TABLE kept (id int primary key);
