-- has: default 'word'
-- has: default (abs(-4))
create table t (a text default word, b integer default -5, c real default +1.5e-3, d text default 'it''s', e blob default x'00FF',
    f integer default (abs(-4)), g text default current_timestamp, h integer default true, i integer default ((5)), j integer default 0x1F,
    k text default (strftime('%Y', 'now') || '-'), l text default null, m real default .5);
