using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Turns what a planner knows about a database into rules for data of the same shape.</summary>
internal static class SeedLike
{
    /// <summary>The permission to use values of the statistics.</summary>
    public const string Permission = "statistics-values";

    // Above this share of different values a column is taken to get new ones with every row.
    private const double Growing = 0.1;

    /// <summary>Reads the statistics of a live database.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">The world.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">It cannot be read, or was never analyzed (<see cref="ExitStatus.BadInput"/>).</exception>
    public static async Task<Sequence<TableShape>> ReadAsync(
        SeedRequest request,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        if (SourceLocator.Find(new(request.Like!), context) is not Source.Live(var engine, var url))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "like-url",
                $"--like {request.Like} is no database.",
                "Statistics are kept by servers; a text has none.",
                "Name one by its URL: --like postgresql://USER@HOST/DATABASE."
            );
        }

        if (engine.Statistics is not IColumnShapes statistics)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "like-engine",
                $"{engine.Title} keeps no statistics of columns.",
                "It knows how many rows and different values its indexes have, and nothing of nulls, skew or order.",
                "--like takes databases of PostgreSQL and MariaDB. Volumes can be given with --rows TABLE=N."
            );
        }

        var databases = engine.Require<ILiveDatabases>();
        await using var session = await databases.OpenAsync(url, cancellation);
        var isAllowed = request.Allowed.Contains(Permission);
        var shapes = await statistics.ReadShapesAsync(session, (_, _) => isAllowed, cancellation);
        return shapes.Any(s => s.Columns.Count > 0)
            ? shapes
            : throw Failure.Because(
                ExitStatus.BadInput,
                "no-statistics",
                $"{databases.Describe(url)} has no statistics to imitate.",
                "Either nothing was analyzed there, or the user may not see the statistics of its tables.",
                statistics.HowToGather
            );
    }

    /// <summary>The rules, with those of the shape added where a person says nothing about the table or column.</summary>
    /// <param name="rules">What a person says.</param>
    /// <param name="shapes">The shape.</param>
    /// <param name="schema">The schema that is filled.</param>
    /// <param name="scale">Multiplies the numbers of rows.</param>
    public static SeedRules Merge(SeedRules rules, Sequence<TableShape> shapes, RelationalSchema schema, decimal scale)
    {
        var tables = rules.Tables.ToList();
        var columns = rules.Columns.ToList();
        foreach (var shape in shapes.Where(s => s.Columns.Count > 0))
        {
            if (schema.Find(shape.Table) is not { PartitionOf: null } table)
            {
                continue;
            }

            var said = rules.Find(shape.Table);
            var rows = said?.Rows ?? (long)Math.Round(shape.Rows * scale);
            if (said?.Rows is null)
            {
                tables.Remove(said!);
                tables.Add((said ?? new TableRule(shape.Table.ToString())) with { Rows = rows, Yields = true });
            }

            columns.AddRange(
                shape
                    .Columns.Where(c => table.Find(c.Column) is { Generated: null } && rules.Find(table.Name, c.Column) is null)
                    .Select(c => Rule(table, c, shape.Rows, rows))
            );
        }

        return rules with
        {
            Tables = tables.ToSequence(),
            Columns = columns.ToSequence(),
        };
    }

    /// <summary>What tells statistics apart from others, for a run that goes on.</summary>
    public static string Fingerprint(Sequence<TableShape> shapes)
    {
        var text = new StringBuilder();
        foreach (var shape in shapes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{shape.Table} {shape.Rows}\n");
            foreach (var column in shape.Columns)
            {
                text.Append(CultureInfo.InvariantCulture, $"{column}\n");
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private static ColumnRule Rule(Table table, ColumnShape shape, long before, long rows)
    {
        var rule = new ColumnRule($"{table.Name}.{shape.Column}") { NullShare = shape.NullShare };
        if (IsUnique(table, shape.Column))
        {
            return rule;
        }

        // Many values grow with the rows, few are all there are.
        var distinct =
            shape.Distinct > before * Growing
                ? shape.Distinct / Math.Max(1, before) * rows
                : Math.Min(shape.Distinct, Math.Max(1, rows));
        var isReference = table.ForeignKeys.Any(f => f.Columns.Contains(shape.Column));
        return rule with
        {
            Distinct = Math.Max(1, (long)Math.Round(distinct)),
            Weights = shape.Frequencies.Select(f => f / Math.Max(0.000001, 1 - shape.NullShare)).ToSequence(),
            // Values of a reference are keys of rows that are made here.
            Like = isReference ? shape with { Common = [], Bounds = [] } : shape,
        };
    }

    private static bool IsUnique(Table table, string column) =>
        table.PrimaryKey?.Columns is [var key] && key == column
        || table.Uniques.Any(u => u.Columns is [var only] && only == column)
        || table.Indexes.Any(i => i is { Unique: true, Where: null, Parts: [{ Column: { } part }] } && part == column);

    /// <summary>What the run says about what it used.</summary>
    public static Sequence<Finding> Used(Sequence<TableShape> shapes, bool withValues)
    {
        var findings = new List<Finding>
        {
            new(
                "seed-like",
                Severity.Note,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The statistics of {shapes.Sum(s => s.Columns.Count)} columns of {shapes.Count(s => s.Columns.Count > 0)} tables were imitated; no row was read."
                )
            )
            {
                Detail = withValues
                    ? "Most common values and bounds of histograms were used: they come from rows."
                    : $"No value of the statistics was used. --allow {Permission} permits it.",
            },
        };
        var unknown = shapes.Where(s => s.Columns.Count == 0).Select(s => s.Table.ToString()).ToList();
        if (unknown.Count > 0)
        {
            findings.Add(
                new(
                    "seed-like-unknown",
                    Severity.Note,
                    $"{string.Join(", ", unknown.Take(8))}{(unknown.Count > 8 ? ", …" : "")}: no statistics there; filled as without --like."
                )
            );
        }

        return findings.ToSequence();
    }
}
