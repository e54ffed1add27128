-- table t
-- table u
-- Another end of statements stands within a word as well; what follows it on its line is no part of it.
create table t (a int);
DELIMITER $$
CREATE FUNCTION f() RETURNS INT
BEGIN
  RETURN 1;
END$$
CREATE PROCEDURE p()
BEGIN
  SELECT 1;
END$$
DELIMITER	// -- from here
create trigger g before insert on t for each row begin set new.a = f(); end//
DELIMITER ;
create table u (a int);
