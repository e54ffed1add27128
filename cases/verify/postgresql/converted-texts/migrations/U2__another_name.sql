alter table orders rename column number to code;
