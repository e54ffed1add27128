using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Enumerations, domains and composite types that stay and change.</summary>
internal static class PostgreSqlTypeChange
{
    private static readonly PostgreSqlNames Names = new();
    private static readonly PostgreSqlTypes Types = new();

    /// <summary>New values are added in their place; when values go or change places, the type is made anew and columns move to it.</summary>
    public static Alteration Enumeration(EnumDefinition before, EnumDefinition to, AlterationContext context)
    {
        if (!IsSubsequence(before.Values, to.Values))
        {
            return EnumSwap(before, to, context);
        }

        var present = before.Values.ToHashSet(StringComparer.Ordinal);
        var statements = new List<AlterStatement>();
        for (var i = 0; i < to.Values.Count; i++)
        {
            if (!present.Add(to.Values[i]))
            {
                continue;
            }

            var isLast = !to.Values.Skip(i + 1).Any(before.Values.Contains);
            var place =
                isLast ? ""
                : i == 0 ? $" before {Names.Literal(to.Values.Skip(1).First(before.Values.Contains))}"
                : $" after {Names.Literal(to.Values[i - 1])}";
            statements.Add(
                new($"alter type {Names.Quote(to.Name)} add value {Names.Literal(to.Values[i])}{place}") { UsableAtOnce = false }
            );
        }

        return new(statements.ToSequence());
    }

    /// <summary>Conditions, default and required state are altered; another base type is a new domain that columns move to.</summary>
    public static Alteration Domain(DomainDefinition before, DomainDefinition to, AlterationContext context)
    {
        if (before.Type != to.Type || before.Collation != to.Collation)
        {
            return Swap(
                to.Name,
                "domain",
                new SchemaPart.Domain(to),
                context,
                _ => [],
                (column, type) => UsingOfDomain(column, before, to, type)
            );
        }

        var name = Names.Quote(to.Name);
        var statements = new List<AlterStatement>();
        if (before.Default != to.Default)
        {
            Add(to.Default is { } sql ? $"set default {sql}" : "drop default");
        }

        if (before.Nullable != to.Nullable)
        {
            Add(to.Nullable ? "drop not null" : "set not null", checks: !to.Nullable);
        }

        foreach (var check in before.Checks)
        {
            var now = to.Checks.FirstOrDefault(c => c.Name == check.Name);
            if (now is not null && check.NotValid && check with { NotValid = false } == now)
            {
                Add($"validate constraint {Names.Quote(check.Name)}", checks: true);
            }
            else if (now != check)
            {
                Add($"drop constraint {Names.Quote(check.Name)}");
            }
        }

        foreach (var check in to.Checks)
        {
            var old = before.Checks.FirstOrDefault(c => c.Name == check.Name);
            if (old != check && !(old is { NotValid: true } && old with { NotValid = false } == check))
            {
                Add($"add {PostgreSqlPartWriter.Check(check)}", checks: !check.NotValid);
            }
        }

        return new(statements.ToSequence())
        {
            Findings =
                statements.Any(s => s.Hazards.Count > 0)
                && PostgreSqlContainedDomains.Refusal(to.Name, context.FromGraph) is { } refusal
                    ? [refusal]
                    : [],
        };

        void Add(string what, bool checks = false) =>
            statements.Add(
                new($"alter domain {name} {what}")
                {
                    Lock = checks ? $"share on every table with a column of {to.Name}" : null,
                    Hazards = checks
                        ?
                        [
                            new(
                                HazardKind.Scan,
                                $"Every row of the tables with a column of {to.Name} is read while writes to them wait."
                            ),
                            new(HazardKind.DependsOnData, $"Fails when a value of {to.Name} does not satisfy it."),
                        ]
                        : [],
                }
            );
    }

    /// <summary>Attributes that come at the end or go are altered; otherwise the type must be made anew.</summary>
    public static Alteration? Composite(CompositeType before, CompositeType to, AlterationContext context)
    {
        var key = new PartKey(new(ObjectKind.Type, to.Name));
        var kept = before.Attributes.Where(a => to.Attributes.Any(b => b.Name == a.Name)).Select(a => a.Name).ToSequence();
        var head = to.Attributes.Take(kept.Count).Select(a => a.Name).ToSequence();
        if (!kept.Equals(head))
        {
            return null;
        }

        var statements = new List<string>();
        foreach (var gone in before.Attributes.Where(a => !kept.Contains(a.Name)))
        {
            statements.Add($"drop attribute {Names.Quote(gone.Name)}");
        }

        foreach (var attribute in to.Attributes)
        {
            var old = before.Attributes.FirstOrDefault(a => a.Name == attribute.Name);
            if (old is null)
            {
                statements.Add($"add attribute {PostgreSqlPartWriter.Attribute(attribute)}");
            }
            else if (old.Type != attribute.Type || old.Collation != attribute.Collation)
            {
                statements.Add(
                    $"alter attribute {Names.Quote(attribute.Name)} type {Types.Write(attribute.Type)}"
                        + (attribute.Collation is { } collation ? $" collate {PostgreSqlColumnChange.Collation(collation)}" : "")
                );
            }
        }

        var dependents = context
            .FromGraph.NeededBy(key)
            .Where(d =>
                d.Facet.Length == 0
                && context.FromGraph.Parts[d] is not (SchemaPart.ColumnPart or SchemaPart.TablePart)
                && !context.FromGraph.IsSoft(d, key)
            );
        return Model.Alteration.By([.. statements.Select(s => $"alter type {Names.Quote(to.Name)} {s}")]) with
        {
            Away = dependents.ToSequence(),
        };
    }

    private static bool IsSubsequence(Sequence<string> inner, Sequence<string> outer)
    {
        var next = 0;
        foreach (var value in outer)
        {
            if (next < inner.Count && inner[next] == value)
            {
                next++;
            }
        }

        return next == inner.Count;
    }

    private static Alteration EnumSwap(EnumDefinition before, EnumDefinition to, AlterationContext context)
    {
        var lost = before.Values.Except(to.Values).ToList();
        return Swap(
            to.Name,
            "type",
            new SchemaPart.Enumeration(to),
            context,
            column =>
                lost.Count == 0
                    ? []
                    :
                    [
                        new(
                            HazardKind.DependsOnData,
                            $"Fails when {column.Table}.{column.Column} has one of the values that go: {string.Join(", ", lost)}."
                        )
                        {
                            Count =
                                $"select count(*) from {Names.Quote(column.Table)} where {Names.Quote(column.Column)}::text in ({string.Join(", ", lost.Select(Names.Literal))})",
                        },
                    ],
            (column, type) =>
                type is DataType.Array ? $"{column}::text[]::{Types.Write(type)}" : $"{column}::text::{Types.Write(type)}"
        );
    }

    private static string UsingOfDomain(string column, DomainDefinition before, DomainDefinition to, DataType type) =>
        PostgreSqlConversions.Between(before.Type, to.Type) is { Using.Length: > 0 } conversion && type is not DataType.Array
            ? $"({conversion.Using.Replace("{0}", column)})::{Types.Write(type)}"
            : $"{column}::{Types.Write(to.Type)}{(type is DataType.Array ? "[]" : "")}::{Types.Write(type)}";

    /// <summary>The old type steps aside, the new one is made, every column moves over, the old one goes.</summary>
    private static Alteration Swap(
        QualifiedName name,
        string word,
        SchemaPart made,
        AlterationContext context,
        Func<ColumnReference, Sequence<Hazard>> hazards,
        Func<string, DataType, string> convert
    )
    {
        var key = new PartKey(made.Id);
        var aside = name with { Name = ObjectNames.Shorten($"{name.Name}_old") };
        var statements = new List<AlterStatement>
        {
            new($"alter {word} {Names.Quote(name)} rename to {Names.Quote(aside.Name)}"),
        };
        statements.AddRange(PostgreSqlPartWriter.Create(context.To, made).Select(sql => new AlterStatement(sql)));
        var findings = new List<Finding>();
        var away = context.FromGraph.Holds(key).ToList();
        foreach (var dependent in context.FromGraph.NeededBy(key).Order())
        {
            if (context.FromGraph.Parts[dependent] is not SchemaPart.ColumnPart(var table, var column))
            {
                if (!context.FromGraph.IsSoft(dependent, key) && context.FromGraph.Parts[dependent] is not SchemaPart.TablePart)
                {
                    away.Add(dependent);
                }

                continue;
            }

            away.AddRange(AroundColumn(context.FromGraph, dependent));
            if (
                context.To.Find(table)?.Find(column.Name) is not { } after
                || !Same(after.Type, column.Type)
                || column.Generated is not null
                || column.Inherited
            )
            {
                continue;
            }

            findings.AddRange(PostgreSqlPartitionKeys.Refusals(table, column.Name, context));
            statements.Add(
                new(
                    $"alter table {Names.Quote(table)} alter column {Names.Quote(column.Name)} type {Types.Write(column.Type)} using {convert(Names.Quote(column.Name), column.Type)}"
                )
                {
                    Lock = PostgreSqlLocks.AccessExclusive(table),
                    Hazards =
                    [
                        new(HazardKind.Rewrite, $"{table} and its indexes are written anew while the table is locked."),
                        .. hazards(new(table, column.Name)),
                    ],
                }
            );
        }

        statements.Add(new($"drop {word} {Names.Quote(aside)}"));
        return new(statements.ToSequence()) { Away = away.Distinct().ToSequence(), Findings = findings.ToSequence() };
    }

    private static bool Same(DataType a, DataType b) => a == b;

    // All that hangs on a column whose type is replaced by one of the same name; plain indexes and keys are made again by the engine.
    private static IEnumerable<PartKey> AroundColumn(SchemaGraph graph, PartKey column)
    {
        foreach (var dependent in graph.NeededBy(column).Where(d => !graph.IsSoft(d, column)))
        {
            var stays = graph.Parts[dependent] switch
            {
                SchemaPart.Index(_, var index) => index.Where is null && index.Parts.All(p => p.Column is not null),
                SchemaPart.PrimaryKeyPart or SchemaPart.Unique => true,
                SchemaPart.ColumnPart(_, var other) => other.Generated is null,
                SchemaPart.Comment or SchemaPart.Owner or SchemaPart.Right or SchemaPart.Revocation or SchemaPart.OwnedBy => true,
                _ => false,
            };
            if (!stays)
            {
                yield return dependent;
            }
        }
    }
}
