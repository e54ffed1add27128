-- seed: --rows posts=50
create table posts (id integer primary key, title text not null, body text not null);
create virtual table posts_fts using fts5 (title, body, content = 'posts', content_rowid = 'id');
create trigger posts_insert after insert on posts begin insert into posts_fts (rowid, title, body) values (new.id, new.title, new.body); end;
