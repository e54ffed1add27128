-- has: collate nocase
create table t (a text collate nocase, b text COLLATE RTRIM, c text collate binary, d text collate NoCase unique);
create index i on t (a collate binary, b, c collate nocase desc, d collate nocase);
