using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The schema that a described change leads to: the change is run as it was written, on an empty copy, and read back.</summary>
internal sealed class DescribedChange(Engine engine, RelationalSchema start)
{
    /// <summary>The schema.</summary>
    /// <exception cref="Failure">A name is unknown, or the engine refuses the change (<see cref="ExitStatus.BadInput"/>).</exception>
    public async Task<RelationalSchema> ToAsync(PlanRequest request, ISandbox sandbox, CancellationToken cancellation)
    {
        await using var trial = await SchemaTrial.StartAsync(engine, sandbox, start, cancellation);
        foreach (var script in Scripts(request))
        {
            await trial.TakeAsync(script, cancellation);
        }

        return await trial.ReadAsync(cancellation);
    }

    private IEnumerable<ScriptFile> Scripts(PlanRequest request)
    {
        foreach (var rename in Renames.Parse(request.Renames).Items)
        {
            yield return new("--rename", Rename(rename));
        }

        foreach (var (sql, number) in request.Sql.Select((s, i) => (s, i + 1)))
        {
            yield return new(request.Sql.Count == 1 ? "--sql" : $"--sql {number}", sql);
        }

        foreach (var path in request.NotNull)
        {
            var (table, column) = Column(path, "--set-not-null");
            yield return new("--set-not-null", NotNull(table, column));
        }
    }

    private string Rename(Rename rename)
    {
        var names = engine.Require<INames>();
        var now = names.Quote(rename.New[(rename.New.LastIndexOf('.') + 1)..]);
        if (start.Tables.FirstOrDefault(t => $"{t.Name}" == rename.Old) is { } table)
        {
            return $"alter table {names.Quote(table.Name)} rename to {now};";
        }

        var (owner, column) = Column(rename.Old, "--rename");
        return $"alter table {names.Quote(owner.Name)} rename column {names.Quote(column.Name)} to {now};";
    }

    private string NotNull(Table table, Column column)
    {
        var changed = start with
        {
            Tables = start
                .Tables.Select(t =>
                    t == table
                        ? t with
                        {
                            Columns = t.Columns.Select(c => c == column ? c with { Nullable = false } : c).ToSequence(),
                        }
                        : t
                )
                .ToSequence(),
        };
        return MigrationPlanner.For(Diff.Between(start, changed), start, changed, engine).Statements();
    }

    private (Table Table, Column Column) Column(string path, string option)
    {
        var dot = path.LastIndexOf('.');
        var table = dot < 0 ? null : start.Tables.FirstOrDefault(t => $"{t.Name}" == path[..dot]);
        if (table?.Find(path[(dot + 1)..]) is { } column)
        {
            return (table, column);
        }

        var known = table is null ? start.Tables.Select(t => $"{t.Name}") : table.Columns.Select(c => $"{table.Name}.{c.Name}");
        throw Failure.Because(
            ExitStatus.BadInput,
            "column-unknown",
            $"{option} {path}: there is no such {(table is null ? "table" : "column")}.",
            "Expected table.column of the first schema.",
            NearestName.Of(table is null && dot > 0 ? path[..dot] : path, known) is { } near ? $"Did you mean {near}?" : null
        );
    }
}
