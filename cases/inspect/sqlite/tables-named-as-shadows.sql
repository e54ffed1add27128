-- has: create table notes_data
create table notes_data (a integer);
create table notes_config (b integer);
