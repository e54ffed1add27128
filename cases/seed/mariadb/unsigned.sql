create table limits (
    t tinyint not null, ut tinyint unsigned not null, m mediumint not null, um mediumint unsigned not null, u int unsigned not null,
    ub bigint unsigned not null, z int(8) unsigned zerofill not null, d decimal(6, 2) unsigned not null, f float unsigned not null,
    unique (ut)
);
-- seed: --rows limits=200
