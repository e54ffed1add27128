create table a (x text collate "C", y varchar(10) collate "POSIX", z text, n name, b text[] collate "C");
