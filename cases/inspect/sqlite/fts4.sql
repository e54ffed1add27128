-- has: using fts4
create virtual table a using fts4 (title, body, tokenize=porter);
create virtual table b using fts3 (title);
create virtual table c using fts4;
create table a_mine (x integer);
