delimiter //
create function types(a tinyint, b smallint unsigned, c decimal(8,3), d double, e char(3), f varchar(10), g text, h date, i datetime(3), j timestamp(0), k time(2), l year, m enum('x;','y'), n set('a','b'), o bit(4), p binary(2), q varbinary(4), r blob, s uuid, t inet6, u point, v json, w boolean, x bigint unsigned) returns decimal(10,2)
return 1.5//
create procedure collated(in a varchar(10) character set utf8mb4 collate utf8mb4_bin, out b enum('A','ß') character set latin1 collate latin1_general_cs, inout c text character set utf8mb3 collate utf8mb3_general_ci)
begin
end//
delimiter ;
