-- administrator
create conversion to_latin for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1;
create default conversion from_latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
comment on conversion to_latin is 'Another name';
