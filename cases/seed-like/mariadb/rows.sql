-- Skewed; a mark in every text.
insert into customers select seq, concat('original', seq, '@private.test'), concat('Original land ', floor(30 * pow(rand(crc32(concat('a', seq))), 4))),
    if(rand(crc32(concat('b', seq))) < 0.9, null, concat('Original segment ', floor(rand(crc32(concat('c', seq))) * 5))) from seq_1_to_3000;
insert into orders select seq, 1 + floor(3000 * pow(rand(crc32(concat('d', seq))), 3)),
    if(rand(crc32(concat('e', seq))) < 0.9, 'Original done', if(rand(crc32(concat('f', seq))) < 0.9, 'Original open', 'Original lost')),
    round(5 + 4000 * pow(rand(crc32(concat('g', seq))), 5), 2), '2024-01-01' + interval seq * 7 minute from seq_1_to_40000;
