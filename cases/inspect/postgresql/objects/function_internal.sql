-- administrator
create function my_lower(text) returns text language internal immutable strict leakproof as 'lower';
create function my_suppress() returns trigger language internal as 'suppress_redundant_updates_trigger';
