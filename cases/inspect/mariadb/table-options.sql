create table packed (a int, b varchar(20), key k (b)) engine = innodb row_format = compressed key_block_size = 8 comment = 'it''s\\packed';
create table said (a int) stats_persistent = 1 stats_auto_recalc = 0 stats_sample_pages = 12 min_rows = 5 max_rows = 1000 avg_row_length = 10 row_format = dynamic;
create table pages (a int) page_compressed = 1 page_compression_level = 6;
create table old (a int, key (a)) engine = myisam checksum = 1 delay_key_write = 1 pack_keys = 1 collate latin1_swedish_ci;
create table safe (a int, b varchar(20), key x (a) key_block_size = 4096) engine = aria transactional = 0 page_checksum = 1;
create table quick (a int, b int, c int, key k1 (a), key k2 (b) using btree, key k3 (a, b) using hash, unique key u (c)) engine = memory;
create table part1 (a int) engine = myisam;
create table part2 (a int) engine = myisam;
create table both_parts (a int) engine = merge union = (part1, part2) insert_method = last;
-- has: key_block_size = 8
-- has: engine = MyISAM collate latin1_swedish_ci
-- has: index k2 (b) using btree
