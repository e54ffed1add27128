using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>How PostgreSQL changes a schema while it is used.</summary>
internal sealed class PostgreSqlOnlineForms : IOnlineForms
{
    private static readonly PostgreSqlNames Names = new();
    private static readonly PostgreSqlTypes Types = new();
    private static readonly string[] IndexStatements = ["create unique index ", "create index ", "drop index "];

    // Triggers fire in the order of their names; what keeps columns alike has to see what the others make of them.
    private static readonly string[] Lasts = ["", "z_", "zz_", "~"];
    private const string FillSetting = "dbwright.backfill";

    /// <inheritdoc />
    public bool ValidatesLater => true;

    /// <inheritdoc />
    public string GivesUpSoon(int locks) => $"set local lock_timeout = '{LockWait(locks)}'";

    /// <summary>
    /// How long each of several locks is waited for: together half of the second after which the server looks for deadlocks, so that it is
    /// never a statement of an application that is ended; but not so short that it never gets one.
    /// </summary>
    internal static string LockWait(int locks) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(50, 500 / locks)}ms");

    /// <inheritdoc />
    public IReplication Replication { get; } = new PostgreSqlReplication();

    /// <inheritdoc />
    public IPromotion Promotion { get; } = new PostgreSqlPromotion();

    /// <inheritdoc />
    public ITableFollowing Tables { get; } = new PostgreSqlTableFollowing();

    /// <inheritdoc />
    public string? Concurrently(string sql) =>
        IndexStatements.FirstOrDefault(s => sql.StartsWith(s, StringComparison.OrdinalIgnoreCase)) is { } start
            ? $"{start}concurrently {sql[start.Length..]}"
            : null;

    /// <inheritdoc />
    public ColumnValue? Converted(ColumnPair pair, RelationalSchema schema) =>
        Convert(Names.Quote(pair.Source.Name), pair.Source.Type, pair.Target.Type);

    /// <inheritdoc />
    public ColumnValue? Reverted(ColumnPair pair, RelationalSchema schema) =>
        Convert(Names.Quote(pair.Target.Name), pair.Target.Type, pair.Source.Type);

    /// <inheritdoc />
    public Sequence<SchemaPart> Follow(ColumnPair pair, RelationalSchema schema)
    {
        var name = ObjectNames.Shorten($"{pair.Table.Name}_{pair.Target.Name}_in_step");
        var function = new Routine(pair.Table with { Name = name }, "", "trigger", "plpgsql", Body(pair));
        var others = schema.Find(pair.Table)!.Triggers.Where(t => t.Timing == "before").Select(t => t.Name).ToList();
        var last = Lasts.FirstOrDefault(p => others.TrueForAll(o => string.CompareOrdinal(o, p + name) < 0), "");
        var trigger = new Trigger(
            ObjectNames.Shorten(last + name),
            "before",
            ["insert", "update"],
            $"{Names.Quote(function.Name)}()"
        );
        return [new SchemaPart.RoutinePart(function), new SchemaPart.TriggerPart(pair.Table, trigger)];
    }

    /// <inheritdoc />
    public SchemaPart.Check NotNull(QualifiedName table, string column) =>
        new(
            table,
            new(ObjectNames.Shorten($"{table.Name}_{column}_is_set"), $"{Names.Quote(column)} is not null") { NotValid = true }
        );

    /// <inheritdoc />
    public string WhileNotFilling(QualifiedName table) =>
        $"(current_setting('{FillSetting}'::text, true) IS DISTINCT FROM 'on'::text) "
        + $"OR (NOT has_table_privilege(({Names.Literal(Names.Quote(table))}::regclass)::oid, 'trigger'::text))";

    /// <inheritdoc />
    public string Filling(bool begins) => begins ? $"set {FillSetting} = 'on'" : $"reset {FillSetting}";

    /// <inheritdoc />
    public string Differs(string left, string right, DataType type) => Unlike(left, right, type);

    // Arrays compare only with such of the same type.
    internal static string Unlike(string left, string right, DataType type) =>
        !HasEquality(type) ? $"({left})::text is distinct from ({right})::text"
        : type is DataType.Array && Unlimited(type) is var whole && whole != type
            ? $"({left})::{Types.Write(whole)} is distinct from ({right})::{Types.Write(whole)}"
        : $"{left} is distinct from {right}";

    // json, xml, point and their like have no equality.
    private static bool HasEquality(DataType type) =>
        type switch
        {
            DataType.Json json => json.Binary,
            DataType.Array(var of) => HasEquality(of),
            DataType.Native or DataType.Point => false,
            _ => true,
        };

    /// <inheritdoc />
    public string Assert(string query, string message) =>
        $"do $assert$\nbegin\n    if exists ({query}) then\n        raise exception using message = {Names.Literal(message)};\n    end if;\nend\n$assert$";

    /// <inheritdoc />
    public string? UnusableIndex(QualifiedName table, string index) =>
        $"select 1 from pg_index where indexrelid = to_regclass({Names.Literal(Names.Quote(table with { Name = index }))}) and not indisvalid";

    private static ColumnValue? Convert(string column, DataType from, DataType to) =>
        PostgreSqlConversions.Between(from, to) is { } conversion
            ? new(
                conversion.Using.Length > 0
                    ? conversion.Using.Replace("{0}", column, StringComparison.Ordinal)
                    : Assigned(column, from, to)
            )
            {
                MayFail = conversion.MayFail,
                Loses = conversion.Loses,
            }
            : null;

    // A cast to a limited length cuts what is longer; an assignment refuses it.
    private static string Assigned(string column, DataType from, DataType to) =>
        from == to || from is DataType.Text && to is DataType.Text ? column : $"{column}::{Types.Write(Unlimited(to))}";

    private static DataType Unlimited(DataType type) =>
        type switch
        {
            DataType.Text { MaxLength: not null } => new DataType.Text(),
            DataType.Array(var of) => new DataType.Array(Unlimited(of)),
            _ => type,
        };

    // A new column has no default while both are used: what is not null there was written.
    private static string Body(ColumnPair pair)
    {
        var (source, target) = ($"new.{Names.Quote(pair.Source.Name)}", $"new.{Names.Quote(pair.Target.Name)}");
        var there = Convert(source, pair.Source.Type, pair.Target.Type)?.Sql ?? source;
        var moved = Unlike(source, $"old.{Names.Quote(pair.Source.Name)}", pair.Source.Type);
        var follows = $"tg_op = 'INSERT' or {moved} or {target} is null";
        if (!pair.BothWays)
        {
            return $"\nbegin\n    if {follows} then\n        {target} := {there};\n    end if;\n    return new;\nend\n";
        }

        var back = Convert(target, pair.Target.Type, pair.Source.Type)?.Sql ?? target;
        var differs = Unlike(target, $"old.{Names.Quote(pair.Target.Name)}", pair.Target.Type);
        return $"""

            begin
                if tg_op = 'INSERT' and {target} is not null then
                    {source} := {back};
                elsif tg_op = 'UPDATE' and {differs} then
                    {source} := {back};
                elsif {follows} then
                    {target} := {there};
                end if;
                return new;
            end

            """;
    }
}
