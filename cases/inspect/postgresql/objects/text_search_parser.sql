-- administrator
create text search parser own_parser (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, headline = prsd_headline, lextypes = prsd_lextype);
create text search template own_template (init = dsimple_init, lexize = dsimple_lexize);
create text search dictionary own_dictionary (template = own_template);
create text search configuration own (parser = own_parser);
alter text search configuration own add mapping for word with own_dictionary;
comment on text search parser own_parser is 'As the default';
