using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Holds back files where the schema is not what the last run left behind.</summary>
internal static class DriftGuard
{
    /// <summary>Refuses a database that was changed by others since the last run.</summary>
    /// <exception cref="Failure">It was.</exception>
    public static async Task RefuseAsync(
        RunPlan plan,
        ISession session,
        Engine engine,
        MigrateRequest request,
        CancellationToken cancellation
    )
    {
        var last = plan.Migrations.Where(m => m.Entry is not null).MaxBy(m => m.Entry!.Position)?.Entry;
        if (
            last is { SchemaAfter.Length: > 0, State: HistoryState.Applied }
            && !request.Allows("drift")
            && await FingerprintAsync(session, engine, request.Schema, cancellation) is { Length: > 0 } now
            && now != last.SchemaAfter
        )
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "drift",
                "The database's schema is not what the last run left behind.",
                $"Version {last.Version} ended with schema {last.SchemaAfter}, now it is {now}. Somebody changed it by hand or with another tool. Nothing was done.",
                "See what it is with `dbwright diff MIGRATIONS DATABASE`, and write it as a migration; or add --allow drift."
            );
        }
    }

    /// <summary>
    /// What stands for the schema of a database; empty for an account that may not read the catalogues, which migrates without being
    /// protected.
    /// </summary>
    public static async Task<string> FingerprintAsync(
        ISession session,
        Engine engine,
        string? schemaName,
        CancellationToken cancellation
    )
    {
        try
        {
            var schema = await engine.Require<IInspector>().ReadAsync(session, cancellation);
            var tables = schema.Tables.Where(t => t.Name.Name != MigrationHistory.Table.Name).ToSequence();
            return SchemaParts.Fingerprint(schemaName is { } only ? Within(schema, only) : schema with { Tables = tables });
        }
        catch (EngineException)
        {
            return "";
        }
    }

    // Other tenants are at other versions. Their owners, rights and dependencies are no part of this one either.
    private static RelationalSchema Within(RelationalSchema schema, string only) =>
        new(schema.Engine)
        {
            Enums = schema.Enums.Where(e => e.Name.Schema == only).ToSequence(),
            Domains = schema.Domains.Where(d => d.Name.Schema == only).ToSequence(),
            Composites = schema.Composites.Where(c => c.Name.Schema == only).ToSequence(),
            Sequences = schema.Sequences.Where(n => n.Name.Schema == only).ToSequence(),
            Routines = schema.Routines.Where(r => r.Name.Schema == only).ToSequence(),
            Views = schema.Views.Where(v => v.Name.Schema == only).ToSequence(),
            Tables = schema.Tables.Where(t => t.Name.Schema == only && t.Name.Name != MigrationHistory.Table.Name).ToSequence(),
        };
}
