using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Moves values of rows that are there to the edge of what the constraints allow: nulls, duplicates, empty and longest texts, least and
/// greatest numbers and moments. The engine decides what is allowed: each value is tried, and what it refuses stays as it was.
/// </summary>
/// <param name="engine">The engine.</param>
internal sealed class EdgeValues(Engine engine)
{
    private const int LongText = 2000;

    private readonly INames names = engine.Require<INames>();
    private readonly ValueForms written = ValueForms.Of(engine.Name);

    /// <summary>Tries them in every column that the schema before did not have.</summary>
    /// <param name="session">The session.</param>
    /// <param name="before">The schema before.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="forms">Types of which texts have the form: their edges are those of the type.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task ApplyAsync(
        ISession session,
        RelationalSchema before,
        RelationalSchema schema,
        IReadOnlyDictionary<string, LaterType> forms,
        CancellationToken cancellation
    )
    {
        foreach (
            var table in schema.Tables.Where(t =>
                t is { PrimaryKey: not null, PartitionOf: null } && !FollowingTables.Is(t, schema)
            )
        )
        {
            var was = before.Find(table.Name);
            var key = table.PrimaryKey!.Columns;
            var derived = DerivedColumns.Of(table, schema);
            var columns = table
                .Columns.Where(c =>
                    c is { Generated: null, Identity: null }
                    && !key.Contains(c.Name)
                    && !derived.Contains(c.Name)
                    && was?.Find(c.Name) is null
                )
                .ToList();
            if (columns.Count == 0)
            {
                continue;
            }

            var list = string.Join(", ", key.Select(names.Quote));
            var keys = await session.QueryAsync(
                $"select {list} from {names.Quote(table.Name)} order by {list} limit {VerifyFill.AwkwardRows}",
                [],
                cancellation
            );
            foreach (var column in columns)
            {
                var form = forms.GetValueOrDefault(LaterTypes.Key(table.Name.Name, column.Name));
                var edges = form is null || column.Type is not DataType.Text ? Edges(column.Type) : Edges(form);
                await ColumnAsync(session, table, column, edges, keys, cancellation);
            }
        }
    }

    private async Task ColumnAsync(
        ISession session,
        Table table,
        Column column,
        IEnumerable<string> edges,
        IReadOnlyList<object?[]> keys,
        CancellationToken cancellation
    )
    {
        var where = string.Join(
            " and ",
            table.PrimaryKey!.Columns.Select((c, i) => $"{names.Quote(c)} = {names.Parameter(i + 1)}")
        );
        var isReference = table.ForeignKeys.Any(f => f.Columns.Contains(column.Name));
        var values = (isReference ? [] : edges).Prepend("null").ToList();
        for (var i = 0; i < values.Count && i < keys.Count; i++)
        {
            // Two rows each, so that a value is there twice where no key forbids it.
            foreach (var key in new[] { keys[i], keys[(i + values.Count) % keys.Count] })
            {
                try
                {
                    await session.QueryAsync(
                        $"update {names.Quote(table.Name)} set {names.Quote(column.Name)} = {values[i]} where {where}",
                        key,
                        cancellation
                    );
                }
                catch (EngineException)
                {
                    // Not allowed: the edge is before it.
                }
            }
        }
    }

    // As the engine writes them: a way back must find them as they were.
    private IEnumerable<string> Edges(LaterType form) =>
        form.Values.Count > 0
            ? form.Values.Select(names.Literal)
            : form.Type switch
            {
                DataType.Uuid => ["'00000000-0000-0000-0000-000000000000'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'"],
                DataType.Integer or DataType.Boolean or DataType.Date => Edges(form.Type)
                    .Select(e => names.Literal(e.Trim('\''))),
                _ => [],
            };

    private IEnumerable<string> Edges(DataType type) =>
        type switch
        {
            DataType.Text text => new[]
            {
                "",
                " ",
                "0",
                "null",
                "Zoë's ½ \"quoted\" 100%_",
                new string('x', text.MaxLength ?? LongText),
            }.Select(names.Literal),
            DataType.Integer integer => integer.Bits switch
            {
                <= 16 => ["0", "-1", "-32768", "32767"],
                <= 32 => ["0", "-1", "-2147483648", "2147483647"],
                _ => ["0", "-1", "-9223372036854775808", "9223372036854775807"],
            },
            DataType.Decimal number =>
            [
                "0",
                "-0.01",
                Greatest(number.Precision, number.Scale),
                $"-{Greatest(number.Precision, number.Scale)}",
            ],
            DataType.Float => ["0", "-1e300", "1e300", "1e-300"],
            DataType.Boolean => [written.True, written.False],
            DataType.Date => ["'1000-01-01'", "'9999-12-31'", "'2024-02-29'"],
            DataType.Timestamp => ["'1971-01-01 00:00:00'", "'2037-12-31 23:59:59'", "'2024-02-29 12:00:00.999999'"],
            DataType.Json => ["'null'", "'{}'", "'[]'", "'\"text\"'"],
            _ => [],
        };

    private static string Greatest(int? precision, int? scale)
    {
        var digits = precision ?? 12;
        var behind = scale ?? 0;
        return new string('9', Math.Max(1, digits - behind)) + (behind > 0 ? "." + new string('9', behind) : "");
    }
}
