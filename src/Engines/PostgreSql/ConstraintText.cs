using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Constraints, and clauses that tables and indexes share, in SQL.</summary>
internal static class PostgreSqlConstraintText
{
    private static readonly PostgreSqlNames Names = new();

    private static readonly HashSet<string> KeyClauses = new(StringComparer.Ordinal)
    {
        "deferrable",
        "initially deferred",
        "nulls not distinct",
        "without overlaps",
        "cluster",
        "replica identity",
        "include",
        "tablespace",
    };

    // Two keys of one statement that are equal in these are one key to the server.
    private static readonly string[] KeyIdentity =
    [
        "include",
        "nulls not distinct",
        "without overlaps",
        "deferrable",
        "initially deferred",
    ];

    /// <summary>
    /// Constraints that stand in the definition of a table: all but foreign keys, checks that are not valid, and <see cref="Repeated"/>.
    /// </summary>
    public static IEnumerable<string> Of(Table table)
    {
        if (table.PrimaryKey is { } key)
        {
            yield return Key(key.Name, "primary key", key.Columns, key.Details);
        }

        foreach (var unique in table.Uniques.Except(Repeated(table)))
        {
            yield return Write(unique);
        }

        foreach (var check in table.Checks.Where(c => !c.NotValid))
        {
            yield return Write(check);
        }

        foreach (var exclusion in table.Exclusions)
        {
            yield return $"constraint {Names.Quote(exclusion.Name)} {exclusion.Sql}";
        }
    }

    /// <summary>
    /// Unique constraints over what a key before them is over: the server would leave them out where both stand in one statement.
    /// </summary>
    public static IEnumerable<UniqueConstraint> Repeated(Table table)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (table.PrimaryKey is { } key)
        {
            seen.Add(Identity(key.Columns, key.Details));
        }

        return table.Uniques.Where(u => !seen.Add(Identity(u.Columns, u.Details)));
    }

    /// <summary>A unique constraint.</summary>
    public static string Write(UniqueConstraint unique) => Key(unique.Name, "unique", unique.Columns, unique.Details);

    /// <summary>What ALTER TABLE does about the indexes of keys once they are there.</summary>
    public static IEnumerable<string> After(Table table)
    {
        var keys = table.Uniques.Select(u => (u.Name, u.Details));
        foreach (var (name, details) in table.PrimaryKey is { } key ? keys.Prepend((key.Name, key.Details)) : keys)
        {
            if (details.Any(d => d.Name == "cluster"))
            {
                yield return $"cluster on {Names.Quote(name)}";
            }

            if (details.Any(d => d.Name == "replica identity"))
            {
                yield return $"replica identity using index {Names.Quote(name)}";
            }
        }
    }

    /// <summary>A check constraint.</summary>
    public static string Write(CheckConstraint check) =>
        $"constraint {Names.Quote(check.Name)} check ({check.Sql})"
        + (check.Details.Any(d => d.Name == "no inherit") ? " no inherit" : "")
        + (check.Details.Any(d => d.Name == "not enforced") ? " not enforced" : "")
        + (check.NotValid ? " not valid" : "");

    /// <summary>What follows the name of a foreign key.</summary>
    public static string Write(ForeignKey key)
    {
        var period = key.Details.Any(d => d.Name == "period");
        var set = key.Details.FirstOrDefault(d => d.Name == "on delete columns") is { } columns ? $" ({columns.Value})" : "";
        return $"foreign key ({Columns(key.Columns, period)}) references {Names.Quote(key.ReferencedTable)} ({Columns(key.ReferencedColumns, period)})"
            + (key.Details.Any(d => d.Name == "match full") ? " match full" : "")
            + Action(" on delete", key.OnDelete)
            + set
            + Action(" on update", key.OnUpdate)
            + (key.Deferrable ? " deferrable" : "")
            + (key is { Deferrable: true, InitiallyDeferred: true } ? " initially deferred" : "")
            + (key.Details.Any(d => d.Name == "not enforced") ? " not enforced" : "")
            + (key.NotValid ? " not valid" : "");
    }

    /// <summary>A storage parameter in a list of them.</summary>
    public static string Parameter(Detail detail) => detail.Value.Length == 0 ? detail.Name : $"{detail.Name} = {detail.Value}";

    /// <summary>A collation as it stands in a definition; one in quotes has its namespace with it.</summary>
    public static string Collation(string name) => name.StartsWith('"') ? name : Names.Quote(name);

    private static string Key(string name, string kind, Sequence<string> columns, Sequence<Detail> details)
    {
        var parameters = details.Where(d => !KeyClauses.Contains(d.Name)).Select(Parameter).ToList();
        var keys =
            string.Join(", ", columns.Select(Names.Quote)) + (Value("without overlaps") is null ? "" : " without overlaps");
        return $"constraint {Names.Quote(name)} {kind}{(Value("nulls not distinct") is null ? "" : " nulls not distinct")} ({keys})"
            + (Value("include") is { } include ? $" include ({include})" : "")
            + (parameters.Count > 0 ? $" with ({string.Join(", ", parameters)})" : "")
            + (Value("tablespace") is { } tablespace ? $" using index tablespace {tablespace}" : "")
            + (Value("deferrable") is null ? "" : " deferrable")
            + (Value("initially deferred") is null ? "" : " initially deferred");

        string? Value(string detail) => details.FirstOrDefault(d => d.Name == detail)?.Value;
    }

    private static string Identity(Sequence<string> columns, Sequence<Detail> details) =>
        string.Join(
            '\0',
            columns
                .Append("")
                .Concat(
                    details
                        .Where(d => KeyIdentity.Contains(d.Name))
                        .Select(d => $"{d.Name} {d.Value}")
                        .Order(StringComparer.Ordinal)
                )
        );

    private static string Columns(Sequence<string> columns, bool period) =>
        string.Join(", ", columns.Select((c, i) => (period && i == columns.Count - 1 ? "period " : "") + Names.Quote(c)));

    private static string Action(string when, ReferentialAction action) =>
        action switch
        {
            ReferentialAction.NoAction => "",
            ReferentialAction.Restrict => $"{when} restrict",
            ReferentialAction.Cascade => $"{when} cascade",
            ReferentialAction.SetNull => $"{when} set null",
            ReferentialAction.SetDefault => $"{when} set default",
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action without SQL."),
        };
}
