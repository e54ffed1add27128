using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Data;

/// <summary>Checks of tables and domains that only the engine can compute, and candidates that it can be asked about.</summary>
public static partial class EngineChecks
{
    /// <summary>The checks of a schema that cannot be computed here and that no rule helps with.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="rules">What a person says.</param>
    public static IEnumerable<EngineCheck> Of(RelationalSchema schema, SeedRules rules)
    {
        var types = new TypeDirectory(schema);
        var dialect = SqlDialects.Of(schema.Engine);
        foreach (var table in schema.Tables.Where(t => t.PartitionOf is null))
        {
            foreach (var check in table.Checks)
            {
                var columns = table.Columns.Where(c => c.Generated is null && Mentions(check.Sql, c.Name)).ToSequence();
                if (columns.Count > 0 && !IsKnown(check.Sql, dialect, n => Position(table, n)) && !HasRule(table, columns))
                {
                    yield return new(table, check.Name, check.Sql, columns);
                }
            }

            foreach (var column in table.Columns.Where(c => c.Generated is null && !HasRule(table, [c])))
            {
                foreach (var check in types.Domains(column.Type).SelectMany(d => d.Checks))
                {
                    if (!IsKnown(check.Sql, dialect, n => n.Equals("value", StringComparison.OrdinalIgnoreCase) ? 0 : null))
                    {
                        yield return new(
                            table,
                            check.Name,
                            Value().Replace(check.Sql, $"\"{column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""),
                            [column]
                        );
                    }
                }
            }
        }

        bool HasRule(Table table, Sequence<Column> columns) =>
            columns.Any(c =>
                rules.Find(table.Name, c.Name) is { Values.Count: > 0 } or { Pattern: not null } or { Expression: not null }
            );
    }

    /// <summary>Whether every way of satisfying the check has something that only the engine can compute.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="check">The check.</param>
    public static bool IsOpaque(RelationalSchema schema, EngineCheck check)
    {
        try
        {
            var types = new TypeDirectory(schema);
            var table = check.Table;
            var known = new FactReader(
                table,
                new(table.Name, 1),
                SeedRules.None,
                types,
                new Dictionary<string, ColumnDomain>(StringComparer.Ordinal),
                _ => false
            );
            var ways = CheckSolver.Solve(
                [.. table.Columns.Select(known.Read)],
                [new(check.Name, TermReader.Read(check.Sql, SqlDialects.Of(schema.Engine), n => Position(table, n)))]
            );
            return ways.TrueForAll(w => w.Opaque is not null);
        }
        catch (TermException)
        {
            return true;
        }
    }

    /// <summary>Rows as the columns of a check would have them without it: what is asked about.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="check">The check.</param>
    /// <param name="rules">What a person says.</param>
    /// <param name="seed">Chooses among all possible rows.</param>
    /// <param name="count">How many.</param>
    /// <returns>For each row the texts of the columns, null for none.</returns>
    /// <exception cref="Failure">The other checks cannot be satisfied.</exception>
    public static IReadOnlyList<string?[]> Candidates(
        RelationalSchema schema,
        EngineCheck check,
        SeedRules rules,
        long seed,
        long count
    )
    {
        var types = new TypeDirectory(schema);
        var table = new Table(check.Table.Name)
        {
            Columns = check
                .Columns.Select(c => c with { Type = types.Base(c.Type), Nullable = false, Identity = null, Default = null })
                .ToSequence(),
            Checks = check
                .Table.Checks.Where(c =>
                    check.Table.Columns.Where(o => Mentions(c.Sql, o.Name)).All(o => check.Columns.Any(m => m.Name == o.Name))
                    && IsKnown(c.Sql, SqlDialects.Of(schema.Engine), n => Position(check.Table, n))
                )
                .ToSequence(),
        };
        // A key needs as many different values as it has rows, and so a wider range.
        if (
            table.Columns is [var only]
            && (
                check.Table.PrimaryKey?.Columns is [var key] && key == only.Name
                || check.Table.Uniques.Any(u => u.Columns is [var unique] && unique == only.Name)
            )
        )
        {
            table = table with { Uniques = [new("candidates", [only.Name])] };
        }

        var alone = schema with { Tables = [table] };
        var asked = new Dictionary<QualifiedName, long> { [table.Name] = count };
        var own = rules with
        {
            Columns = rules.Columns.Where(r => table.Columns.Any(c => rules.Find(table.Name, c.Name) == r)).ToSequence(),
            Tables = [],
        };
        var source = SchemaRows.For(alone, ProfileInference.For(alone, SeedSize.Minimal, asked, 1), own, seed).Source(table.Name);
        var found = new List<string?[]>();
        var sink = new Texts();
        for (long row = 0; row < source.Rows; row++)
        {
            source.Write(row, sink);
            found.Add(sink.Take());
        }

        // In the order of the columns asked for, whatever that of the source.
        var order = check.Columns.Select(c => source.Columns.ToList().IndexOf(c.Name)).ToArray();
        var rows = found.Select(r => order.Select(o => o < 0 ? null : r[o]).ToArray());
        // A function may take words of any kind, of which the usual values of a column are but one.
        return table.Columns is [{ Type: DataType.Text(var longest, _) }]
            ?
            [
                .. rows,
                .. Words
                    .Nouns.Concat(Words.TitleNouns)
                    .Concat(Words.Adjectives)
                    .Where(w => w.Length <= (longest ?? 99))
                    .Select(w => new[] { w }),
            ]
            : [.. rows];
    }

    private static bool IsKnown(string sql, SqlDialect dialect, Func<string, int?> position)
    {
        try
        {
            new TermEvaluator(TermEvaluator.Near).Compile(TermReader.Read(sql, dialect, position));
            return true;
        }
        catch (Exception e) when (e is TermException or NotEvaluableException)
        {
            return false;
        }
    }

    private static int? Position(Table table, string name)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }

    private static bool Mentions(string sql, string column) =>
        Regex.IsMatch(
            sql,
            $@"(?<![A-Za-z0-9_]){Regex.Escape(column)}(?![A-Za-z0-9_(])",
            RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );

    [GeneratedRegex(@"\bVALUE\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value();

    private sealed class Texts : IRowSink
    {
        private readonly List<string?> row = [];

        public string?[] Take()
        {
            var taken = row.ToArray();
            row.Clear();
            return taken;
        }

        public void Null() => row.Add(null);

        public void Boolean(bool value) => row.Add(Values.Text(value));

        public void Integer(long value) => row.Add(Values.Text(value));

        public void Decimal(decimal value) => row.Add(Values.Text(value));

        public void Float(double value) => row.Add(Values.Text(value));

        public void Text(ReadOnlySpan<char> value) => row.Add(value.ToString());

        public void Bytes(ReadOnlySpan<byte> value) => row.Add(Values.Text(value.ToArray()));

        public void Date(DateOnly value) => row.Add(Values.Text(value));

        public void Time(TimeOnly value) => row.Add(Values.Text(value));

        public void Timestamp(DateTime value) => row.Add(Values.Text(value));

        public void Interval(TimeSpan value) => row.Add(Values.Text(value));

        public void Uuid(Guid value) => row.Add(Values.Text(value));

        public void Point(double x, double y) => row.Add(Values.Text((x, y)));
    }
}

/// <summary>A check that only the engine can compute.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The check.</param>
/// <param name="Sql">Its condition over the columns of the table.</param>
/// <param name="Columns">The columns that it is about.</param>
public sealed record EngineCheck(Table Table, string Name, string Sql, Sequence<Column> Columns);
