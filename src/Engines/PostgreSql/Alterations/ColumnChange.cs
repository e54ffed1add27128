using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>A column that stays and changes.</summary>
internal sealed class PostgreSqlColumnChange(QualifiedName table, Column before, Column to, AlterationContext context)
{
    private static readonly PostgreSqlNames Names = new();
    private static readonly PostgreSqlTypes Types = new();

    private readonly List<AlterStatement> statements = [];
    private readonly List<PartKey> away = [];
    private readonly List<Finding> findings = [];
    private readonly string column = Names.Quote(to.Name);

    /// <summary>The statements; none when the column must be made anew.</summary>
    public Alteration? Alteration()
    {
        if (ComesFromParent())
        {
            return new(NotNull());
        }

        if (before.Generated != to.Generated && !Generation())
        {
            return null;
        }

        if (before.Identity is not null && to.Identity is null)
        {
            Add("drop identity");
        }

        if (!before.Nullable && to.Nullable)
        {
            Add("drop not null");
        }

        if ((before.Type != to.Type || before.Collation != to.Collation) && !Type())
        {
            return null;
        }

        if (before.Nullable && !to.Nullable)
        {
            statements.Add(
                new($"alter table {Names.Quote(table)} alter column {column} set not null")
                {
                    Lock = PostgreSqlLocks.AccessExclusive(table),
                    Hazards = IsChecked() ? [] : NullHazards(),
                }
            );
        }

        Identity();
        statements.AddRange(NotNull());
        foreach (var detail in Details(before.Details, to.Details, to.Type, context.Version))
        {
            Add(detail);
        }

        return new(statements.ToSequence()) { Away = away.Distinct().ToSequence(), Findings = findings.ToSequence() };
    }

    /// <summary>What ALTER COLUMN takes to set what only this engine knows.</summary>
    public static IEnumerable<string> Details(Sequence<Detail> before, Sequence<Detail> to, DataType type, EngineVersion? version)
    {
        foreach (var name in before.Concat(to).Select(d => d.Name).Distinct(StringComparer.Ordinal))
        {
            var (old, now) = (Value(before, name), Value(to, name));
            if (
                old == now
                || name is "sequence name" or "not null" or "not null no inherit" or "not null not valid" or "not null inherited"
                || PostgreSqlSequenceChange.IsOption(name)
            )
            {
                continue;
            }

            yield return name switch
            {
                "storage" => $"set storage {now ?? (version is { } v && v.AtLeast(16) ? "default" : DefaultStorage(type))}",
                "compression" => $"set compression {now ?? "default"}",
                "statistics" => $"set statistics {now ?? "-1"}",
                _ => now is null ? $"reset ({name})" : $"set ({name}={now})",
            };
        }
    }

    /// <summary>The options of the sequence behind an identity column, in brackets; empty when all are the engine's.</summary>
    public static string IdentityOptions(Column column)
    {
        var options = column
            .Details.Where(d => PostgreSqlSequenceChange.IsOption(d.Name))
            .Select(PostgreSqlSequenceChange.Option)
            .ToList();
        return options.Count > 0 ? $" ({string.Join(' ', options)})" : "";
    }

    /// <summary>A collation as it stands in a definition; it may have a namespace.</summary>
    public static string Collation(string name) => name.Contains('"', StringComparison.Ordinal) ? name : Names.Quote(name);

    private static string? Value(Sequence<Detail> details, string name) => details.FirstOrDefault(d => d.Name == name)?.Value;

    private static string DefaultStorage(DataType type) =>
        type switch
        {
            DataType.Decimal or DataType.Inet => "main",
            DataType.Text or DataType.Bytes or DataType.Json or DataType.TextSearch or DataType.Array => "extended",
            DataType.Native => "extended",
            _ => "plain",
        };

    // A check that is valid spares the server the reading (since 12).
    private bool IsChecked() =>
        context
            .From.Find(table)!
            .Checks.Any(c =>
                !c.NotValid && c.Sql.Trim('(', ')').Equals($"{column} is not null", StringComparison.OrdinalIgnoreCase)
            );

    private Sequence<Hazard> NullHazards() =>
        [
            new(HazardKind.Scan, $"Every row of {table} is read while the table is locked."),
            new(HazardKind.DependsOnData, $"Fails when {table}.{to.Name} is null somewhere.")
            {
                Count = $"select count(*) from {Names.Quote(table)} where {column} is null",
            },
        ];

    private void Add(string what) =>
        statements.Add(
            new($"alter table {Names.Quote(table)} alter column {column} {what}")
            {
                Lock = PostgreSqlLocks.AccessExclusive(table),
            }
        );

    private Sequence<AlterStatement> NotNull() =>
        PostgreSqlNotNull
            .Change(table, before, to, context)
            .Select(s => new AlterStatement(s) { Lock = PostgreSqlLocks.AccessExclusive(table) })
            .ToSequence();

    // What changes in a column of a parent changes in the columns that come from it.
    private bool ComesFromParent() =>
        before.Inherited != to.Inherited && before with { Inherited = to.Inherited } == to
        || (
            to.Inherited
            && before.Inherited
            && context.To.Find(table) is { } child
            && PostgreSqlColumns
                .Parents(child)
                .Any(p =>
                    context.To.Find(p)?.Find(to.Name) is { } above
                    && context.From.Find(p)?.Find(to.Name) is { } below
                    && (above with { Default = null, Comment = null, Inherited = true })
                        == (to with { Default = null, Comment = null })
                    && below != above
                )
        );

    private bool Generation()
    {
        if (before.Generated is { Stored: true } && to.Generated is null)
        {
            Add("drop expression");
            return true;
        }

        if (
            before.Generated is { } a
            && to.Generated is { } b
            && a.Stored == b.Stored
            && before.Type == to.Type
            && context.Version is { } v
            && v.AtLeast(17)
        )
        {
            statements.Add(
                new($"alter table {Names.Quote(table)} alter column {column} set expression as ({b.Sql})")
                {
                    Lock = PostgreSqlLocks.AccessExclusive(table),
                    Hazards = b.Stored ? [new(HazardKind.Rewrite, $"{table} is written anew.")] : [],
                }
            );
            return true;
        }

        // What is computed can be computed again; values that were written are lost when the column is computed from now on.
        return false;
    }

    private bool Type()
    {
        var conversion = Conversion();
        if (conversion is null)
        {
            findings.Add(
                new(
                    "conversion-loses-data",
                    Severity.Error,
                    $"No conversion keeps the values of {table}.{to.Name}: {Types.Write(before.Type)} does not become {Types.Write(to.Type)}."
                )
                {
                    Detail = "The column would be dropped and added again, empty.",
                    Subject = $"{table}.{to.Name}",
                    Fix = "Add a column of the new type, fill it, and drop the old one later; or say --allow data-loss.",
                }
            );
            return Emptied();
        }

        findings.AddRange(PostgreSqlPartitionKeys.Refusals(table, to.Name, context));
        foreach (var owner in Family(table))
        {
            away.AddRange(InTheWay(owner, conversion));
        }

        var use = conversion.Using.Length > 0 ? $" using {conversion.Using.Replace("{0}", column)}" : "";
        var collate = to.Collation is { } name ? $" collate {Collation(name)}" : "";
        var hazards = new List<Hazard>();
        if (conversion.Rewrites)
        {
            hazards.Add(new(HazardKind.Rewrite, $"{table} and its indexes are written anew while the table is locked."));
        }

        if (conversion.MayFail)
        {
            hazards.Add(
                new(HazardKind.DependsOnData, $"Fails when a value of {table}.{to.Name} is not a {Types.Write(to.Type)}.")
            );
        }

        if (conversion.Loses is { } loses)
        {
            hazards.Add(
                new(HazardKind.DataLoss, $"{table}.{to.Name} loses {loses}.")
                {
                    Count = conversion.Lossy is { } lossy
                        ? $"select count(*) from {Names.Quote(table)} where {lossy.Replace("{0}", column)}"
                        : null,
                }
            );
        }

        statements.Add(
            new($"alter table {Names.Quote(table)} alter column {column} type {Types.Write(to.Type)}{collate}{use}")
            {
                Head = $"alter table {Names.Quote(table)}",
                Lock = PostgreSqlLocks.AccessExclusive(table),
                Hazards = hazards.ToSequence(),
            }
        );
        return true;
    }

    // The column keeps its place and its rights; only its values go.
    private bool Emptied()
    {
        foreach (var owner in Family(table))
        {
            away.AddRange(InTheWay(owner, new("", Rewrites: true)));
            away.AddRange(
                context
                    .FromGraph.NeededBy(new(new(ObjectKind.Column, owner, to.Name)))
                    .Where(k => context.FromGraph.Parts[k] is SchemaPart.ConstraintPart or SchemaPart.Index)
            );
        }

        statements.Add(
            new(
                $"alter table {Names.Quote(table)} alter column {column} type {Types.Write(to.Type)} using null::{Types.Write(to.Type)}"
            )
            {
                Lock = PostgreSqlLocks.AccessExclusive(table),
                Hazards =
                [
                    new(HazardKind.DataLoss, $"The values of {table}.{to.Name} are lost.")
                    {
                        Count = $"select count(*) from {Names.Quote(table)} where {column} is not null",
                    },
                    new(HazardKind.Rewrite, $"{table} and its indexes are written anew while the table is locked."),
                ],
            }
        );
        return true;
    }

    private Conversion? Conversion()
    {
        var (a, b) = (Base(before.Type, context.From), Base(to.Type, context.To));
        if (before.Type == to.Type)
        {
            return new("", Rewrites: false) { SameFamily = true };
        }

        if (PostgreSqlConversions.Between(a, b) is not { } conversion)
        {
            return null;
        }

        // A domain's conditions are checked by the conversion; from a domain to its own base nothing happens.
        return conversion with
        {
            MayFail = conversion.MayFail || b != to.Type,
            Using =
                conversion.Using.Length > 0 && b != to.Type ? $"({conversion.Using})::{Types.Write(to.Type)}" : conversion.Using,
        };
    }

    private static DataType Base(DataType type, RelationalSchema schema) =>
        type is DataType.Native(_, var sql)
        && schema.Domains.FirstOrDefault(d => Names.Quote(d.Name) == sql || $"{d.Name}" == sql) is { } domain
            ? Base(domain.Type, schema)
            : type;

    // A table with all that inherit the column from it.
    private IEnumerable<QualifiedName> Family(QualifiedName root) =>
        context
            .From.Tables.Where(t => PostgreSqlColumns.Parents(t).Contains(root) && t.Find(to.Name) is not null)
            .SelectMany(t => Family(t.Name))
            .Prepend(root);

    private IEnumerable<PartKey> InTheWay(QualifiedName owner, Conversion conversion)
    {
        var key = new PartKey(new(ObjectKind.Column, owner, to.Name));
        foreach (var dependent in context.FromGraph.NeededBy(key).Where(d => !context.FromGraph.IsSoft(d, key)))
        {
            var part = context.FromGraph.Parts[dependent];
            var stays = part switch
            {
                // The engine makes indexes and constraints again by itself, where their operators are still there.
                // One over periods compares by an index that knows values of one type only.
                SchemaPart.ForeignKeyPart(_, var foreign) => conversion.SameFamily
                    && (before.Type == to.Type || !foreign.Details.Any(d => d.Name == "period")),
                SchemaPart.Index or SchemaPart.PrimaryKeyPart or SchemaPart.Unique => true,
                SchemaPart.Check or SchemaPart.Exclusion => conversion.SameFamily,
                SchemaPart.OwnedBy or SchemaPart.Comment or SchemaPart.Owner or SchemaPart.Right or SchemaPart.Revocation => true,
                SchemaPart.ColumnPart(_, var column) => column.Generated is null,
                _ => false,
            };
            if (!stays)
            {
                yield return dependent;
            }
        }
    }

    private void Identity()
    {
        if (to.Identity is not { } identity)
        {
            return;
        }

        if (before.Identity is null)
        {
            Add($"add generated {PostgreSqlColumns.Word(identity)} as identity{IdentityOptions(to)}");
            statements.Add(
                new(
                    $"select setval(pg_get_serial_sequence({Names.Literal(Names.Quote(table))}, {Names.Literal(to.Name)}), "
                        + $"coalesce(max({column}), 0) + 1, false) from {Names.Quote(table)}"
                )
            );
            return;
        }

        if (before.Identity != to.Identity)
        {
            Add($"set generated {PostgreSqlColumns.Word(identity)}");
        }

        SequenceName();
        var options = PostgreSqlSequenceChange.Options(before.Details, to.Details).Select(o => $"set {o}").ToList();
        if (options.Count > 0)
        {
            Add(string.Join(' ', options));
        }
    }

    // The sequence behind the column is renamed where it has another name than before.
    private void SequenceName()
    {
        var (old, now) = (PostgreSqlIdentity.SequenceName(table, before), PostgreSqlIdentity.SequenceName(table, to));
        if (old != now)
        {
            var last = SqlWords.Of(now).Last(w => w.Kind == SqlWordKind.Name).Text;
            statements.Add(new($"alter sequence {old} rename to {Names.Quote(last)}"));
        }
    }
}
