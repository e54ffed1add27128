using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>
/// Rows for a schema. Every cell is a pure function of seed, table, column and row number: rows can be made in any order, by any number of
/// threads and in parts, and are the same bytes on every machine. Keys, unique constraints, references and rules hold by construction.
/// Times lie in the year that ends at 2026-01-01T00:00:00Z.
/// </summary>
public sealed class RowGenerator
{
    private readonly Dictionary<QualifiedName, TablePlan> plans = [];

    private RowGenerator(RelationalSchema schema, DataProfile profile, long seed, decimal scale)
    {
        var tables = schema.Tables.Where(t => profile.Find(t.Name) is not null).ToList();
        var sequence = new LoadSequence(tables);
        LoadOrder = sequence.Order.Select(t => t.Name).ToSequence();
        var notes = sequence.Notes.ToList();
        foreach (var table in sequence.Order)
        {
            var of = profile.Find(table.Name)!;
            var referenced = tables
                .SelectMany(t => t.ForeignKeys)
                .Where(f => f.ReferencedTable == table.Name)
                .SelectMany(f => f.ReferencedColumns)
                .ToHashSet(StringComparer.Ordinal);
            TablePlan Compile(long rows) =>
                TableCompiler.Compile(
                    table,
                    of,
                    rows,
                    Mixer.Mix((ulong)seed),
                    name => plans.GetValueOrDefault(name),
                    sequence,
                    referenced
                );
            try
            {
                plans[table.Name] = Compile(RowsOf(of, scale));
            }
            catch (TooFewValuesException e) when (scale < 1 && e.Values > 0)
            {
                // Pairs of two scaled tables shrink with the square of the scale.
                notes.Add(e.Note with { Subject = table.Name.ToString() });
                plans[table.Name] = Compile(e.Values);
            }
            catch (TooFewValuesException e)
            {
                throw e.Failure;
            }
        }

        Notes = notes.ToSequence();
    }

    /// <summary>The tables in an order in which every row finds the rows it refers to.</summary>
    public Sequence<QualifiedName> LoadOrder { get; }

    /// <summary>
    /// What the rows leave out: references that stay null because they would close a cycle, and tables with fewer rows than the scale
    /// asks for because a unique constraint has no more values.
    /// </summary>
    public Sequence<Finding> Notes { get; }

    /// <summary>A generator for the tables of a schema that have a profile.</summary>
    /// <param name="schema">The tables and their constraints.</param>
    /// <param name="profile">Volumes and meanings.</param>
    /// <param name="seed">Chooses among all possible data; the same seed gives the same bytes.</param>
    /// <param name="scale">Multiplies the number of rows of every table without fixed rows; at least one row stays.</param>
    /// <exception cref="Failure">
    /// A constraint has fewer values than rows are asked for, required references form a cycle, or a rule cannot be satisfied
    /// (<see cref="ExitStatus.BadInput"/>).
    /// </exception>
    public static RowGenerator For(RelationalSchema schema, DataProfile profile, long seed, decimal scale) =>
        new(schema, profile, seed, scale);

    /// <summary>The rows of a table.</summary>
    /// <exception cref="Failure">The table has no profile (<see cref="ExitStatus.BadInput"/>).</exception>
    public IRowSource Source(QualifiedName table) => Plan(table);

    /// <summary>
    /// The value of a column as it is stored, boxed. Rows from <see cref="IRowSource.Rows"/> on are fresh ones: they collide with no loaded
    /// row and refer to loaded rows.
    /// </summary>
    /// <exception cref="Failure">
    /// The table or column has no generated values, or a unique constraint has no further ones (<see cref="ExitStatus.BadInput"/>).
    /// </exception>
    public object? Value(QualifiedName table, string column, long row) => Plan(table).Value(column, row);

    private TablePlan Plan(QualifiedName table) =>
        plans.TryGetValue(table, out var plan)
            ? plan
            : throw Failure.Because(
                ExitStatus.BadInput,
                "table-without-profile",
                $"{table} has no data profile, so it has no rows."
            );

    private static long RowsOf(TableProfile profile, decimal scale) =>
        profile.Fixed is { Rows.Count: > 0 } rows ? rows.Rows.Count
        : profile.Rows <= 0 ? 0
        : Math.Max(1, (long)Math.Round(profile.Rows * scale, MidpointRounding.AwayFromZero));
}
