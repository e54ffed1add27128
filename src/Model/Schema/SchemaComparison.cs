namespace Dbwright.Model;

/// <summary>Says in words where two schemas differ in <see cref="SchemaStructure"/>.</summary>
public static class SchemaComparison
{
    /// <summary>The differences as sentences; empty when there is none.</summary>
    public static Sequence<string> Differences(RelationalSchema expected, RelationalSchema actual)
    {
        var here = SchemaStructure.Of(expected);
        var there = SchemaStructure.Of(actual);
        var differences = new List<string>();
        Compare("extension", here.Extensions, there.Extensions, e => e.Name);
        Compare("type", here.Enums, there.Enums, e => e.Name.ToString());
        Compare("domain", here.Domains, there.Domains, d => d.Name.ToString());
        Compare("composite type", here.Composites, there.Composites, c => c.Name.ToString());
        Compare("sequence", here.Sequences, there.Sequences, s => s.Name.ToString());
        Routines(RoutineKind.Function, "function");
        Routines(RoutineKind.Procedure, "procedure");
        Compare("view", here.Views, there.Views, v => v.Name.ToString());
        Compare("object", here.Objects, there.Objects, o => o.Id.ToString());
        Compare("grant", here.Grants, there.Grants, g => $"of {g.Privilege} on {g.On} to {g.Role}");
        Compare("revocation", here.Revocations, there.Revocations, g => $"of {g.Privilege} on {g.On} from {g.Role}");
        Compare("owner", here.Owners, there.Owners, o => $"of {o.Of}");
        Compare("comment", here.Comments, there.Comments, c => $"on {c.On}");
        Compare("virtual table", here.VirtualTables, there.VirtualTables, t => t.Name.ToString());
        Names("table", here.Tables.Select(t => t.Name.ToString()), there.Tables.Select(t => t.Name.ToString()));
        foreach (var table in here.Tables)
        {
            if (there.Find(table.Name) is { } other)
            {
                CompareTables(table, other);
            }
        }

        return differences.ToSequence();

        void Routines(RoutineKind kind, string word) =>
            Compare(
                word,
                here.Routines.Where(r => r.Kind == kind),
                there.Routines.Where(r => r.Kind == kind),
                r => $"{r.Name}({r.Arguments})"
            );

        void CompareTables(Table table, Table other)
        {
            var name = table.Name;
            Compare($"{name} column", table.Columns, other.Columns, c => c.Name);
            Compare($"{name} primary key", Optional(table.PrimaryKey), Optional(other.PrimaryKey), k => k.Name);
            Compare($"{name} unique constraint", table.Uniques, other.Uniques, u => u.Name);
            Compare($"{name} check", table.Checks, other.Checks, c => c.Name);
            Compare($"{name} exclusion constraint", table.Exclusions, other.Exclusions, e => e.Name);
            Compare($"{name} foreign key", table.ForeignKeys, other.ForeignKeys, f => f.Name);
            Compare($"{name} index", table.Indexes, other.Indexes, i => i.Name);
            Compare($"{name} trigger", table.Triggers, other.Triggers, t => t.Name);
            Compare($"{name} detail", table.Details, other.Details, d => d.ToString());
            Compare($"{name} partitioning", Optional(table.PartitionBy), Optional(other.PartitionBy), _ => "of the table");
            Compare($"{name} place", Optional(table.PartitionOf), Optional(other.PartitionOf), _ => "among partitions");
            Compare($"{name} parent", table.Inherits, other.Inherits, p => p.ToString());
            Compare($"{name} comment", Optional(table.Comment), Optional(other.Comment), _ => "of the table");
        }

        void Compare<T>(string what, IEnumerable<T> expectedItems, IEnumerable<T> actualItems, Func<T, string> nameOf)
            where T : notnull
        {
            var mine = expectedItems.ToDictionary(nameOf, StringComparer.Ordinal);
            var theirs = actualItems.ToDictionary(nameOf, StringComparer.Ordinal);
            Names(what, mine.Keys, theirs.Keys);
            differences.AddRange(
                mine.Where(m => theirs.TryGetValue(m.Key, out var other) && !m.Value.Equals(other))
                    .OrderBy(m => m.Key, StringComparer.Ordinal)
                    .Select(m => $"{what} {m.Key}: expected {m.Value}, found {theirs[m.Key]}")
            );
        }

        void Names(string what, IEnumerable<string> expectedNames, IEnumerable<string> actualNames)
        {
            var mine = expectedNames.ToHashSet(StringComparer.Ordinal);
            var theirs = actualNames.ToHashSet(StringComparer.Ordinal);
            differences.AddRange(mine.Except(theirs).Order(StringComparer.Ordinal).Select(n => $"{what} {n} is missing"));
            differences.AddRange(theirs.Except(mine).Order(StringComparer.Ordinal).Select(n => $"{what} {n} is unexpected"));
        }
    }

    private static IEnumerable<T> Optional<T>(T? item)
        where T : class => item is null ? [] : [item];
}
