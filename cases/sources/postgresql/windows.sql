-- table windows
-- Saved on Windows: byte order mark and CRLF.
create table windows (
  id int primary key, -- first; 
  café text default 'a
b'
);
