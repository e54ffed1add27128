create table collations (
    a varchar(10) character set utf8mb3, b varchar(10) collate utf8mb4_bin, c char(3) character set ascii,
    d enum('É', 'x;y') character set latin1, e set('a', 'b') collate utf8mb4_general_ci, f text, g national varchar(4)
) collate utf8mb4_unicode_ci;
create table binaries (a varchar(10), b json, c longtext collate utf8mb4_bin check (json_valid(c)), d longtext check (json_valid(d))) collate utf8mb4_bin;
create table jsons (
    a json, b longtext check (json_valid(b)), c longtext collate utf8mb4_bin check (json_valid(c)), d json check (json_length(d) > 1),
    e json not null default '{}'
);
-- has: f text,
-- has: b longtext check (json_valid(`b`))
-- has: c json,
