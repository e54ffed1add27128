alter table jobs alter column state drop not null;
