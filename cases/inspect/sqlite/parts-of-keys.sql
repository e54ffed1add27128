-- has: primary key (a desc, b collate nocase)
-- has: unique (b collate rtrim desc)
create table t (a text, b text, primary key (a desc, b collate nocase), unique (b collate rtrim desc)) without rowid;
