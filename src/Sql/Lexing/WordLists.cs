namespace Dbwright.Sql;

/// <summary>The keywords of the engines by what else they may be.</summary>
internal static class WordLists
{
    /// <summary>Never a name without quotes or <c>as</c> (pg_get_keywords of version 18, category R).</summary>
    public const string PostgreSqlReserved = """
        all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
        current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc distinct
        do else end except false fetch for foreign from grant group having in initially intersect into lateral leading limit
        localtime localtimestamp not null offset on only or order placing primary references returning select session_user
        some symmetric system_user table then to trailing true union unique user using variadic when where window with
        """;

    /// <summary>Names of columns and tables, not of functions and types (category C).</summary>
    public const string PostgreSqlColumnNames = """
        between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int
        integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
        json_serialize json_table json_value least merge_action national nchar none normalize nullif numeric out overlay
        position precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat
        xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
        """;

    /// <summary>Names of functions and types, not of columns and tables (category T).</summary>
    public const string PostgreSqlFunctionNames = """
        authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like
        natural notnull outer overlaps right similar tablesample verbose
        """;

    /// <summary>Names everywhere (category U).</summary>
    public const string PostgreSqlUnreserved = """
        abort absent absolute access action add admin after aggregate also alter always asensitive assertion assignment at
        atomic attach attribute backward before begin breadth by cache call called cascade cascaded catalog chain
        characteristics checkpoint class close cluster columns comment comments commit committed compression conditional
        configuration conflict connection constraints content continue conversion copy cost csv cube current cursor cycle data
        database day deallocate declare defaults deferred definer delete delimiter delimiters depends depth detach dictionary
        disable discard document domain double drop each empty enable encoding encrypted enforced enum error escape event
        exclude excluding exclusive execute explain expression extension external family filter finalize first following force
        format forward function functions generated global granted groups handler header hold hour identity if immediate
        immutable implicit import include including increment indent index indexes inherit inherits inline input insensitive
        insert instead invoker isolation keep key keys label language large last leakproof level listen load local location
        lock locked logged mapping match matched materialized maxvalue merge method minute minvalue mode month move name names
        nested new next nfc nfd nfkc nfkd no normalized nothing notify nowait nulls object objects of off oids old omit
        operator option options ordinality others over overriding owned owner parallel parameter parser partial partition
        passing password path period plan plans policy preceding prepare prepared preserve prior privileges procedural
        procedure procedures program publication quote quotes range read reassign recursive ref referencing refresh reindex
        relative release rename repeatable replace replica reset restart restrict return returns revoke role rollback rollup
        routine routines rows rule savepoint scalar schema schemas scroll search second security sequence sequences
        serializable server session set sets share show simple skip snapshot source sql stable standalone start statement
        statistics stdin stdout storage stored strict string strip subscription support sysid system tables tablespace target
        temp template temporary text ties transaction transform trigger truncate trusted type types uescape unbounded
        uncommitted unconditional unencrypted unknown unlisten unlogged until update vacuum valid validate validator value
        varying version view views virtual volatile whitespace within without work wrapper write xml year yes zone
        """;

    /// <summary>Labels of columns only behind <c>as</c>.</summary>
    public const string PostgreSqlNoBareLabels = """
        array as char character create day except fetch filter for from grant group having hour intersect into isnull limit
        minute month notnull offset on order over overlaps precision returning second to union varying where window with
        within without year
        """;

    /// <summary>Never a name without quotes (tried on MariaDB 10.11).</summary>
    public const string MariaDbReserved = """
        accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call cascade case
        change char character collate column condition continue convert create cross current_date current_role current_time
        current_timestamp current_user cursor databases day_hour day_microsecond day_minute day_second dec decimal declare
        default delayed delete delete_domain_id desc describe deterministic distinct distinctrow div do_domain_ids double drop
        dual each else elseif enclosed escaped except exists exit explain false fetch float float4 float8 for force from grant
        group having high_priority hour_microsecond hour_minute hour_second if ignore ignore_domain_ids in infile inner inout
        insensitive insert int int1 int2 int3 int4 int8 integer intersect interval into is iterate join keys kill leading
        leave left limit linear lines load localtime localtimestamp lock long longblob longtext loop low_priority
        master_demote_to_replica master_demote_to_slave master_ssl_verify_server_cert match maxvalue mediumblob mediumint
        mediumtext middleint minute_microsecond minute_second mod modifies natural no_write_to_binlog not null numeric offset
        on optimize optionally or order out outer outfile over page_checksum parse_vcol_expr partition portion precision
        procedure purge range read read_write reads real recursive ref_system_id references regexp release rename repeat
        replace require resignal restrict return returning revoke right rlike row_number rows schemas second_microsecond
        sensitive separator set show signal smallint specific sql sql_big_result sql_calc_found_rows sql_small_result
        sqlexception sqlstate sqlwarning ssl starting stats_auto_recalc stats_persistent stats_sample_pages straight_join
        table terminated then tinyblob tinyint tinytext to trailing trigger true undo union unlock unsigned update usage use
        using utc_date utc_time utc_timestamp varbinary varchar varcharacter varying when where while write xor year_month
        zerofill
        """;

    /// <summary>Names everywhere.</summary>
    public const string MariaDbUnreserved = """
        account action admin after against aggregate algorithm always any ascii at atomic authors auto auto_increment
        autoextend_size avg avg_row_length backup begin binlog bit block body bool boolean btree byte cache cascaded
        catalog_name chain changed channel charset check checkpoint checksum cipher class_origin client clob close coalesce
        code collation column_add column_check column_create column_delete column_get column_name columns comment commit
        committed compact completion compressed concurrent connection consistent constraint constraint_catalog constraint_name
        constraint_schema contains context contributors cpu cube current current_pos cursor_name cycle data database datafile
        date datetime day deallocate definer delay_key_write des_key_file diagnostics directory disable discard disk do
        dumpfile duplicate dynamic elsif empty enable end ends engine engines enum error errors escape event events every
        examined exception exchange exclude execute expansion expire export extended extent_size fast faults federated fields
        file first fixed flush following follows foreign format found full fulltext function general generated get get_format
        global goto grants handler hard hash help history host hosts hour id identified ignore_server_ids ignored immediate
        import increment index indexes initial_size insert_method install invisible invoker io io_thread ipc isolation isopen
        issuer json json_table key key_block_size language last last_value lastval leaves less level like list local locked
        locks logfile logs master master_connect_retry master_delay master_gtid_pos master_heartbeat_period master_host
        master_log_file master_log_pos master_password master_port master_server_id master_ssl master_ssl_ca master_ssl_capath
        master_ssl_cert master_ssl_cipher master_ssl_crl master_ssl_crlpath master_ssl_key master_use_gtid master_user
        max_connections_per_hour max_queries_per_hour max_rows max_size max_statement_time max_updates_per_hour
        max_user_connections medium memory merge message_text microsecond migrate min_rows minus minute minvalue mode modify
        monitor month mutex mysql mysql_errno name names national nchar nested never next nextval no no_wait nocache nocycle
        nodegroup nomaxvalue nominvalue none notfound nowait number nvarchar of old_password one online only open option
        options ordinality others overlaps owner pack_keys package page parser partial partitioning partitions password path
        period persistent phase plugin plugins port precedes preceding prepare preserve prev previous primary privileges
        process processlist profile profiles proxy quarter query quick raise raw read_only rebuild recover redo_buffer_size
        redofile redundant relay relay_log_file relay_log_pos relay_thread relaylog reload remove reorganize repair repeatable
        replay replica replica_pos replicas replication reset restart restore resume returned_sqlstate returns reuse reverse
        role rollback rollup routine row row_count row_format rowcount rownum rowtype rtree savepoint schedule schema
        schema_name second security select sequence serial serializable server session setval share shutdown signed simple
        skip slave slave_pos slaves slow snapshot socket soft some soname sounds source spatial sql_buffer_result sql_cache
        sql_no_cache sql_thread sql_tsi_day sql_tsi_hour sql_tsi_minute sql_tsi_month sql_tsi_quarter sql_tsi_second
        sql_tsi_week sql_tsi_year stage start starts statement status stop storage stored string subclass_origin subject
        subpartition subpartitions super suspend swaps switches sysdate system system_time table_checksum table_name tables
        tablespace temporary temptable text than threads ties time timestamp timestampadd timestampdiff transaction
        transactional triggers truncate type unbounded uncommitted undefined undo_buffer_size undofile unicode uninstall
        unique unknown until upgrade use_frm user user_resources value values varchar2 variables versioning via view virtual
        visible wait warnings week weight_string window with within without work wrapper x509 xa xml year
        """;

    /// <summary>Never a name without quotes.</summary>
    public const string SqliteReserved = """
        add all alter and as autoincrement between case check collate commit constraint create default deferrable delete
        distinct drop else escape except exists foreign from group having in index insert intersect into is isnull join limit
        not nothing notnull null on or order primary references returning select set table then to transaction union unique
        update using values when where
        """;

    /// <summary>Names, but not of tables before a join.</summary>
    public const string SqliteJoins = """
        cross full indexed inner left natural outer right
        """;

    /// <summary>Keywords that fall back to names.</summary>
    public const string SqliteUnreserved = """
        abort action after always analyze asc attach before begin by cascade cast column conflict current current_date
        current_time current_timestamp database deferred desc detach do each end exclude exclusive explain fail filter first
        following for generated glob groups if ignore immediate initially instead key last like match materialized no nulls of
        offset others over partition plan pragma preceding query raise range recursive regexp reindex release rename replace
        restrict rollback row rows savepoint temp temporary ties trigger unbounded vacuum view virtual window with within
        without
        """;

    /// <summary>Operators and punctuation.</summary>
    public const string Signs = """
        ( ) [ ] { } , ; . : :: := => = <> != < > <= >= + - * / % ^ | & || && ! ~ -> ->> #> #>> <=> << >> == .. ? @ # !~ ~* !~* ~~ ~~* !~~ !~~* @> <@ @@ \
        """;

    /// <summary>Words that mean something in some place only, and are no keywords of an engine.</summary>
    public const string Others = """
        distinctrow substr try_cast member datetime column_format outfile dumpfile sql_cache sql_no_cache
        """;
}
