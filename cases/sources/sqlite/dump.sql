-- table notes
-- expect note rows-left-out
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT DEFAULT 'a;b');
INSERT INTO notes VALUES(1,'x;y');
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','found','found',0,'CREATE VIRTUAL TABLE found USING fts5(body, tokenize=''porter'')');
CREATE TABLE IF NOT EXISTS 'found_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO found_data VALUES(1,X'00');
PRAGMA writable_schema=OFF;
CREATE TRIGGER shout AFTER INSERT ON notes BEGIN
  UPDATE notes SET body = CASE WHEN new.body = 'a' THEN 'b' ELSE 'end;' END WHERE id = new.id;
  SELECT 1;
END;
COMMIT;
