-- has: using fts5
create table doc (id integer primary key, title text, body text);
create virtual table plain using fts5 (title, body, tokenize = 'porter unicode61');
create virtual table found using FTS5(title, body unindexed, content='doc', content_rowid='id', prefix='2 3');
create virtual table contentless using fts5(a, content='');
create virtual table words using fts5vocab('found', 'row');
create trigger doc_in after insert on doc begin insert into found (rowid, title, body) values (new.id, new.title, new.body); end;
