using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Tables as the statements that make them, without foreign keys, indexes and triggers.</summary>
internal sealed class PostgreSqlTableWriter
{
    private static readonly PostgreSqlNames Names = new();
    private static readonly PostgreSqlTypes Types = new();

    private static readonly HashSet<string> OwnClauses = new(StringComparer.Ordinal)
    {
        "unlogged",
        "tablespace",
        "access method",
        "replica identity",
        "row level security",
        "force row level security",
        "of",
        "strict",
        "row_format",
    };

    private readonly RelationalSchema schema;
    private readonly Table table;
    private readonly List<Table> parents;
    private readonly bool asPartition;
    private readonly string? type;

    private PostgreSqlTableWriter(RelationalSchema schema, Table table)
    {
        this.schema = schema;
        this.table = table;
        type = Value(table.Details, "of");
        parents = Parents(table).ToList();
        // A partition whose columns stand in another order is made apart and attached.
        asPartition =
            table.PartitionOf is not null
            && parents.Count == 1
            && parents[0].Columns.Select(c => c.Name).SequenceEqual(table.Columns.Select(c => c.Name), StringComparer.Ordinal);
    }

    private string Name => Names.Quote(table.Name);

    /// <summary>The statements.</summary>
    public static IEnumerable<Definition> Write(RelationalSchema schema, Table table, bool repeatable) =>
        new PostgreSqlTableWriter(schema, table).Statements(repeatable);

    private IEnumerable<Definition> Statements(bool repeatable)
    {
        yield return new(Create(repeatable), table.Name, "table");
        if (!asPartition && table.PartitionOf is { } partition)
        {
            var attach = $"alter table {Names.Quote(partition.Parent)}\n    attach partition {Name} {partition.Bound}";
            var test = $"select from pg_inherits where inhrelid = {Names.Literal(Name)}::regclass";
            yield return new(repeatable ? PostgreSqlText.Unless(test, attach) : attach, table.Name, "table");
        }

        foreach (var unique in PostgreSqlConstraintText.Repeated(table))
        {
            yield return Add(unique.Name, PostgreSqlConstraintText.Write(unique), repeatable);
        }

        var actions = Columns().Concat(Settings()).ToList();
        if (actions.Count > 0)
        {
            yield return new($"alter table {Name}\n    {string.Join(",\n    ", actions)}", table.Name, "table");
        }

        foreach (var check in table.Checks.Where(c => c.NotValid))
        {
            yield return Add(check.Name, PostgreSqlConstraintText.Write(check), repeatable);
        }
    }

    private Definition Add(string name, string constraint, bool repeatable)
    {
        var add = $"alter table {Name}\n    add {constraint}";
        var test =
            $"select from pg_constraint where conrelid = {Names.Literal(Name)}::regclass and conname = {Names.Literal(name)}";
        return new(repeatable ? PostgreSqlText.Unless(test, add) : add, table.Name, "table");
    }

    private string Create(bool repeatable)
    {
        var columns =
            asPartition || type is not null ? table.Columns.Select(Differences).Where(d => d.Length > 0) : WholeColumns();
        var lines = columns.Concat(PostgreSqlConstraintText.Of(table)).Concat(FromParents()).ToList();
        var list =
            lines.Count > 0 ? $" (\n    {string.Join(",\n    ", lines)}\n)"
            : asPartition || type is not null ? ""
            : " ()";
        var parameters = table
            .Details.Where(d => !OwnClauses.Contains(d.Name))
            .Select(PostgreSqlConstraintText.Parameter)
            .ToList();
        return $"create {(Has("unlogged") ? "unlogged " : "")}table {PostgreSqlText.IfNotExists(repeatable)}{Name}"
            + (asPartition ? $"\n    partition of {Names.Quote(table.PartitionOf!.Parent)}" : "")
            + (type is not null ? $" of {type}" : "")
            + list
            + (asPartition ? $"\n    {table.PartitionOf!.Bound}" : "")
            + (table.Inherits.Count > 0 ? $"\ninherits ({string.Join(", ", table.Inherits.Select(Names.Quote))})" : "")
            + (table.PartitionBy is { } key ? $"\npartition by {key}" : "")
            + (Value(table.Details, "access method") is { } method ? $"\nusing {method}" : "")
            + (parameters.Count > 0 ? $"\nwith ({string.Join(", ", parameters)})" : "")
            + (Value(table.Details, "tablespace") is { } tablespace ? $"\ntablespace {tablespace}" : "");
    }

    private IEnumerable<string> WholeColumns()
    {
        var written = table.Columns.Where(c => !c.Inherited || table.PartitionOf is not null).ToList();
        var width = written.Select(c => Names.Quote(c.Name).Length).DefaultIfEmpty().Max();
        return written.Select(c => $"{Names.Quote(c.Name).PadRight(Math.Min(width, 30))} {Whole(c)}");
    }

    // What an attached partition must have before it is attached.
    private IEnumerable<string> FromParents() =>
        asPartition || table.PartitionOf is null
            ? []
            : Ancestors(table)
                .SelectMany(p => p.Checks)
                .Where(c => !c.Details.Any(d => d.Name == "no inherit"))
                .DistinctBy(c => c.Name, StringComparer.Ordinal)
                .Select(c => PostgreSqlConstraintText.Write(c with { NotValid = false }));

    private static string Whole(Column column)
    {
        var collation = column.Collation is { } name ? $" collate {PostgreSqlConstraintText.Collation(name)}" : "";
        return Types.Write(column.Type) + collation + Constraints(column, required: !column.Nullable);
    }

    private static string Constraints(Column column, bool required)
    {
        var computed =
            column.Generated is { } generated
                ? $" generated always as ({generated.Sql}) {(generated.Stored ? "stored" : "virtual")}"
            // It comes with that of the partitioned table.
            : column is { Identity: { } identity, Inherited: false }
                ? $" generated {(identity == IdentityKind.Always ? "always" : "by default")} as identity{PostgreSqlIdentity.Options(column)}"
            : "";
        var plain = column.Identity is not null && Value(column.Details, "not null") is null && !column.Inherited;
        var apart = Value(column.Details, "not null not valid") ?? Value(column.Details, "not null inherited");
        var notNull = required && !plain && apart is null ? NotNull(column) : "";
        return computed + notNull + (column.Default is { } sql ? $" default {sql}" : "");
    }

    private static string NotNull(Column column) =>
        (Value(column.Details, "not null") is { } name ? $" constraint {name}" : "")
        + " not null"
        + (Value(column.Details, "not null no inherit") is null ? "" : " no inherit");

    // A partition and a table of a type have their columns from there; only what is their own is said.
    private string Differences(Column column)
    {
        var parent = asPartition ? parents[0].Find(column.Name)! : null;
        var own = column with
        {
            Default = column.Default == parent?.Default ? null : column.Default,
            Generated = column.Generated == parent?.Generated ? null : column.Generated,
        };
        var constraints = Constraints(own, required: !column.Nullable && parent is not { Nullable: false });
        return constraints.Length > 0 ? $"{Names.Quote(column.Name)}{(type is null ? "" : " with options")}{constraints}" : "";
    }

    private IEnumerable<string> Columns()
    {
        foreach (var column in table.Columns)
        {
            var name = Names.Quote(column.Name);
            var alter = $"alter column {name}";
            var parent =
                asPartition || (column.Inherited && table.PartitionOf is null)
                    ? parents.Select(p => p.Find(column.Name)).FirstOrDefault(c => c is not null)
                    : null;
            if (parent?.Default is not null && column.Default is null)
            {
                yield return $"{alter} drop default";
            }

            if (parent is not null && !asPartition)
            {
                foreach (var difference in Inherited(column, parent, alter))
                {
                    yield return difference;
                }
            }

            if (Value(column.Details, "not null not valid") is not null)
            {
                yield return $"add constraint {Value(column.Details, "not null") ?? Names.Quote($"{table.Name.Name}_{column.Name}_not_null")} not null {name}"
                    + $"{(Value(column.Details, "not null no inherit") is null ? "" : " no inherit")} not valid";
            }

            foreach (var setting in Settings(column, parent))
            {
                yield return $"{alter} {setting}";
            }
        }
    }

    private static IEnumerable<string> Inherited(Column column, Column parent, string alter)
    {
        if (column.Default is { } sql && sql != parent.Default)
        {
            yield return $"{alter} set default {sql}";
        }

        if (column.Nullable != parent.Nullable)
        {
            yield return Value(column.Details, "not null") is { } name
                ? $"add constraint {name} not null {Names.Quote(column.Name)}"
                : $"{alter} {(column.Nullable ? "drop" : "set")} not null";
        }
    }

    // Storage and compression come from the parent, targets of statistics and options do not.
    private static IEnumerable<string> Settings(Column column, Column? parent)
    {
        foreach (var name in new[] { "storage", "compression" })
        {
            var (own, above) = (Value(column.Details, name), parent is null ? null : Value(parent.Details, name));
            if (own != above)
            {
                yield return $"set {name} {own ?? "default"}";
            }
        }

        if (Value(column.Details, "statistics") is { } statistics)
        {
            yield return $"set statistics {statistics}";
        }

        var options = column.Details.Where(d => d.Name is "n_distinct" or "n_distinct_inherited").ToList();
        if (options.Count > 0)
        {
            yield return $"set ({string.Join(", ", options.Select(PostgreSqlConstraintText.Parameter))})";
        }
    }

    private IEnumerable<string> Settings()
    {
        if (Has("row level security"))
        {
            yield return "enable row level security";
        }

        if (Has("force row level security"))
        {
            yield return "force row level security";
        }

        if (Value(table.Details, "replica identity") is { } identity)
        {
            yield return $"replica identity {identity}";
        }

        foreach (var action in PostgreSqlConstraintText.After(table))
        {
            yield return action;
        }
    }

    private IEnumerable<Table> Parents(Table child) =>
        (child.PartitionOf is { } partition ? [partition.Parent] : child.Inherits).Select(schema.Find).OfType<Table>();

    private IEnumerable<Table> Ancestors(Table child) => Parents(child).SelectMany(p => Ancestors(p).Prepend(p));

    private bool Has(string detail) => Value(table.Details, detail) is not null;

    private static string? Value(Sequence<Detail> details, string name) => details.FirstOrDefault(d => d.Name == name)?.Value;
}
