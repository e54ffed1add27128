-- has: "order"
-- has: "a ""b"""
create table "order" ([select] integer, `from` text, "a ""b""" text, 'single' text, größe text, "1st" text, unique ("from", [a "b"]));
create index "my index" on "order" ("from", [select] desc);
create view "my view" as select * from "order";
create trigger "my trigger" after insert on "order" begin select 1; end;
