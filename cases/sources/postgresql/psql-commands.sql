-- expect note ignored \connect is ignored
-- table shop_orders
-- table is_fifteen_or_less
-- !table never
\set ON_ERROR_STOP on
\set prefix shop
\set big 'numeric(12, 2)'
\echo creating :prefix
\timing on
CREATE DATABASE shop;
\connect shop
CREATE TABLE :prefix (id int);
DROP TABLE :prefix;
\set name :prefix '_orders'
CREATE TABLE :"name" (id int, total :big, at text default :'prefix', span int[] default array[1, 2]::int[]);
\if false
CREATE TABLE never (broken broken);
\elif true
SELECT current_setting('server_version_num')::int < 160000 AS old \gset
\endif
\if :{?old}
\if :old
CREATE TABLE is_fifteen_or_less (id int);
\else
CREATE TABLE is_fifteen_or_less (id int, more int);
\endif
\else
CREATE TABLE never (id int);
\endif
SELECT format('CREATE INDEX ON %I (total)', :'name') \gexec
\i parts/included.psql
\q
CREATE TABLE never (id int);
