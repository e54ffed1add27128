-- table a
-- table b
SET standard_conforming_strings = off;
SET escape_string_warning = off;
CREATE TABLE a (t text default 'it\'s; fine', u text default E'also \'; fine');
RESET standard_conforming_strings;
CREATE TABLE b (t text default '\', u text default $x$;$$;$x$ /* ; /* ; */ ; */);
