namespace Dbwright.Model;

/// <summary>
/// Compares what two schemas have in structure. Expressions (checks, defaults, predicates, bodies) are left out, for a server writes them
/// in its own words; whether they are there is compared.
/// </summary>
public static class SchemaComparison
{
    /// <summary>The differences as sentences; empty when there is none. Column order is ignored.</summary>
    public static Sequence<string> Differences(RelationalSchema expected, RelationalSchema actual)
    {
        var differences = new List<string>();
        Sets(differences, "extension", expected.Extensions.Select(e => e.Name), actual.Extensions.Select(e => e.Name));
        Sets(differences, "type", expected.Enums.Select(Text), actual.Enums.Select(Text));
        Sets(differences, "function", expected.Routines.Select(r => r.Name.ToString()), actual.Routines.Select(r => r.Name.ToString()));
        Sets(differences, "table", expected.Tables.Select(t => t.Name.ToString()), actual.Tables.Select(t => t.Name.ToString()));
        Sets(differences, "virtual table", expected.VirtualTables.Select(Text), actual.VirtualTables.Select(Text));
        foreach (var table in expected.Tables)
        {
            if (actual.Find(table.Name) is { } other)
            {
                var mine = Facts(table).ToList();
                var theirs = Facts(other).ToList();
                Sets(differences, table.Name.ToString(), mine, theirs);
            }
        }

        return differences.ToSequence();
    }

    private static void Sets(List<string> differences, string what, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var here = expected.ToHashSet(StringComparer.Ordinal);
        var there = actual.ToHashSet(StringComparer.Ordinal);
        differences.AddRange(here.Except(there).Order(StringComparer.Ordinal).Select(e => $"{what}: missing {e}"));
        differences.AddRange(there.Except(here).Order(StringComparer.Ordinal).Select(a => $"{what}: unexpected {a}"));
    }

    private static string Text(EnumDefinition definition) => $"{definition.Name} ({string.Join(", ", definition.Values)})";

    private static string Text(VirtualTable table) => $"{table.Name} using {table.Module}";

    private static IEnumerable<string> Facts(Table table)
    {
        yield return $"comment '{table.Comment}'";
        foreach (var column in table.Columns)
        {
            var marks = (column.Nullable ? "" : " not null") + (column.Default is null ? "" : " default");
            var made = (column.Generated is null ? "" : " generated") + (column.Identity is null ? "" : $" identity {column.Identity}");
            yield return $"column {column.Name} {column.Type}{marks}{made} '{column.Comment}'";
        }

        if (table.PrimaryKey is { } key)
        {
            yield return $"primary key {key.Name} ({string.Join(", ", key.Columns)})";
        }

        foreach (var unique in table.Uniques)
        {
            yield return $"unique {unique.Name} ({string.Join(", ", unique.Columns)})";
        }

        foreach (var check in table.Checks)
        {
            yield return $"check {check.Name}";
        }

        foreach (var foreign in table.ForeignKeys)
        {
            yield return $"foreign key {foreign.Name} ({string.Join(", ", foreign.Columns)}) to {foreign.ReferencedTable} "
                + $"({string.Join(", ", foreign.ReferencedColumns)}) on delete {foreign.OnDelete} on update {foreign.OnUpdate}";
        }

        foreach (var index in table.Indexes)
        {
            yield return Text(index);
        }

        foreach (var trigger in table.Triggers)
        {
            yield return $"trigger {trigger.Name} {trigger.Timing} {string.Join(" or ", trigger.Events)}";
        }
    }

    private static string Text(TableIndex index)
    {
        var parts = index.Parts.Select(p =>
            (p.Column ?? "(expression)") + (p.Descending ? " desc" : "") + (p.OperatorClass is null ? "" : " " + p.OperatorClass)
        );
        var kind = index.Unique ? "unique index" : "index";
        var include = index.Include.Count > 0 ? $" include ({string.Join(", ", index.Include)})" : "";
        return $"{kind} {index.Name} {index.Method} ({string.Join(", ", parts)}){include}{(index.Where is null ? "" : " partial")}";
    }
}
