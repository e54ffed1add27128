using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A second server that has the new schema, gets the rows of the first, and that the application goes over to.</summary>
/// <param name="From">The schema of the server in use.</param>
/// <param name="To">The schema of the second one.</param>
public sealed record SecondServer(RelationalSchema From, RelationalSchema To)
{
    /// <summary>The first version of PostgreSQL that sends some columns of a table only.</summary>
    private const int ColumnLists = 15;

    /// <summary>Whether it is a replica of the first that holds its rows already; otherwise it is empty.</summary>
    public bool IsReplica { get; init; }

    /// <summary>That an engine has no such strategy.</summary>
    /// <param name="strategy">The strategy, in words.</param>
    /// <param name="engine">The engine.</param>
    internal static Sequence<Finding> Unknown(string strategy, Engine engine) =>
        [
            new("strategy-unknown", Severity.Error, $"dbwright has no steps for {strategy} on {engine.Title}.")
            {
                Fix = "--strategy plain, or leave it out.",
            },
        ];

    /// <summary>What keeps rows from coming over to tables that are others there; empty when they can.</summary>
    internal static Sequence<Finding> Obstacles(
        RelationalSchema from,
        RelationalSchema to,
        Renames renames,
        IReplication forms,
        string rule
    ) =>
        [
            .. renames
                .Items.Select(r => Refused(r.Old, $"is called {r.New} there: rows come under the names that they have here"))
                .Concat(
                    from.Tables.Where(t => t.PartitionOf is null)
                        .Select(t => (Now: t, Then: to.Find(t.Name)))
                        .Where(t => t.Then is not null)
                        .SelectMany(t => Unlike(t.Now, t.Then!, from, forms))
                )
                .Select(r => new Finding(rule, Severity.Error, $"{r.What} {r.Why}.")
                {
                    Subject = r.What,
                    Fix = "Change that in a plan before this one, or leave out --strategy.",
                }),
            .. Fired(from, to),
            .. Missed(from, to),
        ];

    private static IEnumerable<(string What, string Why)> Unlike(
        Table now,
        Table then,
        RelationalSchema schema,
        IReplication forms
    ) =>
        Identity(now, then)
            .Concat(
                then.Columns.Where(c =>
                        c is { Nullable: false, Default: null, Identity: null, Generated: null } && now.Find(c.Name) is null
                    )
                    .Select(c =>
                        Refused(
                            $"{now.Name}.{c.Name}",
                            "is new there and may not be null: rows that come from the other server have no value"
                        )
                    )
            )
            .Concat(
                now.Columns.Where(c =>
                        schema.Version is { Major: < ColumnLists } && c.Generated is null && then.Find(c.Name) is null
                    )
                    .Select(c => Refused($"{now.Name}.{c.Name}", "is not there: before PostgreSQL 15 all columns are sent"))
            )
            .Concat(
                now.Columns.Where(c =>
                        c.Generated is null && then.Find(c.Name) is { Generated: null } other && !forms.Reads(c.Type, other.Type)
                    )
                    .Select(c =>
                        Refused(
                            $"{now.Name}.{c.Name}",
                            "is of another type there: values come as text, and what that one reads from it is not, or not surely, what the change makes of them"
                        )
                    )
            );

    // Changed and deleted rows are found by the key that is sent.
    private static IEnumerable<(string What, string Why)> Identity(Table now, Table then)
    {
        var identity = now.Details.FirstOrDefault(d => d.Name == "replica identity")?.Value;
        var isNamed =
            now.PrimaryKey?.Details.Any(d => d.Name == "replica identity") == true
            || now.Uniques.Any(u => u.Details.Any(d => d.Name == "replica identity"))
            || now.Indexes.Any(i => i.Details.Any(d => d.Name == "replica identity"));
        if (identity == "nothing" || (identity is null && !isNamed && now.PrimaryKey is null))
        {
            yield return Refused(
                $"{now.Name}",
                identity is null
                    ? "has no primary key: its rows cannot be told apart on the other server"
                    : "has the replica identity nothing: its rows cannot be told apart on the other server"
            );
        }
        else if (identity is null && !isNamed && now.PrimaryKey is { } key)
        {
            if (key.Columns.FirstOrDefault(c => then.Find(c) is null) is { } gone)
            {
                yield return Refused($"{now.Name}.{gone}", "is not there, and rows are told apart by it");
            }
            else if (then.PrimaryKey?.Columns.All(key.Columns.Contains) != true)
            {
                yield return Refused(
                    $"{now.Name}",
                    $"has no primary key there of columns of its key here ({string.Join(", ", key.Columns)}): changed rows would not be found"
                );
            }
        }
    }

    // What a new trigger is to keep is stale in rows that come over.
    private static IEnumerable<Finding> Fired(RelationalSchema from, RelationalSchema to) =>
        to.Tables.SelectMany(t =>
            t.Triggers.Where(g => from.Find(t.Name) is { } old && old.Triggers.All(o => o.Name != g.Name))
                .Select(g => new Finding(
                    "trigger-not-fired",
                    Severity.Warning,
                    $"The trigger {g.Name} of {t.Name} does not fire for rows that come from the other server."
                )
                {
                    Subject = $"{t.Name}.{g.Name}",
                    Fix =
                        $"alter table {t.Name} enable always trigger {g.Name} until the switch is done, or do its work in the switch.",
                })
        );

    // The application does not give there what the old table wants.
    private static IEnumerable<Finding> Missed(RelationalSchema from, RelationalSchema to) =>
        from.Tables.SelectMany(t =>
            t.Columns.Where(c =>
                    c is { Nullable: false, Default: null, Identity: null, Generated: null }
                    && to.Find(t.Name) is { } then
                    && then.Find(c.Name) is null
                )
                .Select(c => new Finding(
                    "way-back-stops",
                    Severity.Warning,
                    $"{t.Name}.{c.Name} goes and must be given here: the first row that is inserted after the switch stops the way back."
                )
                {
                    Subject = $"{t.Name}.{c.Name}",
                    Fix = "Let it be null, or give it a default, in a plan before this one.",
                })
        );

    private static (string What, string Why) Refused(string what, string why) => (what, why);
}
