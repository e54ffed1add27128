using System.Globalization;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Shows that the migrations of a folder create the design, lead back to an empty database, and create it again.</summary>
internal static class MigrationProof
{
    /// <summary>Runs them; afterwards the database has the schema and its reference data.</summary>
    /// <exception cref="Failure">A migration fails.</exception>
    public static async Task<Sequence<Verdict>> RunAsync(
        DesignResult designed,
        ISandboxDatabase database,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        var engine = designed.Engine;
        var names = engine.Require<INames>();
        var inspector = engine.Require<IInspector>();
        var folder = MigrationFolder.Read(SourceFolder.Read(Path.Combine(designed.Output, "migrations")))!;
        var options = new RunOptions();
        await using var sessions = await RunSessions.OpenAsync(
            engine,
            c => database.OpenAsync(SandboxUser.Owner, c),
            options,
            context.Narrator.Tell,
            cancellation
        );
        await using var session = await database.OpenAsync(SandboxUser.Owner, cancellation);
        var runner = new MigrationRunner(sessions, options, context.Clock, context.ProgramVersion, context.Narrator.Tell);

        var applied = await runner.UpAsync(folder.Migrations, cancellation);
        var first = await ReadAsync();
        var unlike = SchemaComparison.Differences(designed.Design.Schema, first);
        await runner.DownAsync(folder.Migrations.Zip(applied).Reverse().ToSequence(), cancellation);
        var empty = await ReadAsync();
        await runner.UpAsync(folder.Migrations, cancellation);
        var second = await ReadAsync();
        var fixedRows = await FixedRowsAsync(designed.Design, session, names, cancellation);

        var took = applied.Sum(a => a.Milliseconds).ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            Verdict(
                "migration.up",
                "The migrations create the designed schema",
                unlike,
                $"{Quantity.Count(applied.Count, "migration")} in {took} ms; {Quantity.Count(first.Tables.Count, "table")} read back, equal to the design."
            ),
            Verdict(
                "migration.down",
                "The migrations lead back to an empty database",
                Leftovers(empty),
                "Nothing was left after going down."
            ),
            Verdict(
                "migration.up-again",
                "Going up again gives the same schema",
                first == second ? [] : SchemaComparison.Differences(first, second),
                "The catalogue after up, down and up equals the one after the first time up."
            ),
            .. fixedRows,
        ];

        async Task<RelationalSchema> ReadAsync()
        {
            var schema = await inspector.ReadAsync(session, cancellation);
            return schema with { Tables = schema.Tables.Where(t => t.Name.Name != MigrationHistory.Table.Name).ToSequence() };
        }
    }

    private static Verdict Verdict(string id, string claim, Sequence<string> against, string detail) =>
        new(
            id,
            claim,
            against.Count == 0,
            EvidenceState.Executed,
            against.Count == 0 ? detail : string.Join("; ", against.Take(20))
        );

    private static Sequence<string> Leftovers(RelationalSchema schema) =>
        schema
            .Tables.Select(t => $"table {t.Name}")
            .Concat(schema.VirtualTables.Select(t => $"virtual table {t.Name}"))
            .Concat(schema.Enums.Select(e => $"type {e.Name}"))
            .Concat(schema.Routines.Select(r => $"function {r.Name}"))
            .ToSequence();

    private static async Task<Sequence<Verdict>> FixedRowsAsync(
        DatabaseDesign design,
        ISession session,
        INames names,
        CancellationToken cancellation
    )
    {
        var wrong = new List<string>();
        var tables = design.Data.Tables.Where(t => t.Fixed is { Rows.Count: > 0 }).ToList();
        foreach (var table in tables)
        {
            var rows = await session.QueryAsync($"SELECT count(*) FROM {names.Quote(table.Table)}", [], cancellation);
            var count = Convert.ToInt64(rows[0][0], CultureInfo.InvariantCulture);
            if (count != table.Fixed!.Rows.Count)
            {
                wrong.Add($"{table.Table} has {count} rows instead of {table.Fixed.Rows.Count}");
            }
        }

        return tables.Count == 0
            ? []
            :
            [
                Verdict(
                    "migration.reference-data",
                    "The reference data is there after going up again",
                    wrong.ToSequence(),
                    $"{tables.Sum(t => t.Fixed!.Rows.Count)} rows in {tables.Count} tables."
                ),
            ];
    }
}
