using Dbwright.Data;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Gives the tables of a line rows before the next migration: usual ones, or such at the edge of what the constraints allow.</summary>
/// <param name="engine">The engine.</param>
/// <param name="sandbox">Where values are tried that only the engine can judge.</param>
/// <param name="context">The world.</param>
/// <param name="seed">Chooses among all possible rows.</param>
/// <param name="given">What is known of values beforehand: forms of texts. A column that is none any more has no form.</param>
internal sealed class VerifyFill(Engine engine, ISandbox sandbox, CommandContext context, long seed, SeedRules given)
{
    // What the engine said of checks stays known from file to file; forms change with the files that come.
    private SeedRules rules = SeedRules.None;
    private HashSet<string> formed = [];

    /// <summary>How many rows a table has whose values are at the edge.</summary>
    public const long AwkwardRows = 40;

    /// <summary>A tenth is added to tables that got columns, as the application would write them.</summary>
    private const double Growth = 0.1;

    /// <summary>Adds rows until tables hold as many as wanted; those with new columns get some more, so that these have values.</summary>
    /// <param name="line">The line.</param>
    /// <param name="before">The schema before the last migration.</param>
    /// <param name="wanted">The number of rows of each table.</param>
    /// <param name="nullShare">The share of nulls where they are allowed; none for the usual one.</param>
    /// <param name="later">The types that texts become.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">No rows satisfy the constraints, or the engine refuses one.</exception>
    public async Task RowsAsync(
        VerifyLine line,
        RelationalSchema before,
        IReadOnlyDictionary<QualifiedName, long> wanted,
        double? nullShare,
        IReadOnlyDictionary<string, LaterType> later,
        CancellationToken cancellation
    )
    {
        var schema = FollowingTables.Without(line.Schema);
        var counts = await new HeldReader(line.Session, engine, schema).CountsAsync(cancellation);
        var asked = new Dictionary<QualifiedName, long>();
        foreach (var table in schema.Tables.Where(t => t.PartitionOf is null))
        {
            var there = counts.GetValueOrDefault(table.Name);
            var most = wanted.GetValueOrDefault(table.Name);
            var more = there >= most && HasNewColumns(before, table) ? Math.Max(1, (long)(there * Growth)) : 0;
            asked[table.Name] = Math.Max(there + more, most);
        }

        if (asked.All(a => a.Value <= counts.GetValueOrDefault(a.Key)))
        {
            return;
        }

        var profile = ProfileInference.For(schema, SeedSize.Full, asked, 1);
        if (nullShare is { } share)
        {
            profile = new(profile.Tables.Select(t => Awkward(t, share)).ToSequence());
        }

        var target = new SeedTarget(c => line.Database.OpenAsync(SandboxUser.Owner, c), engine, "the sandbox", context);
        var wasKnown = rules != SeedRules.None;
        try
        {
            await FillAsync(target, schema, profile, counts, later, cancellation);
        }
        catch (Failure) when (wasKnown)
        {
            // A check may be another one since the engine was asked.
            rules = SeedRules.None;
            await FillAsync(target, schema, profile, counts, later, cancellation);
        }
    }

    private async Task FillAsync(
        SeedTarget target,
        RelationalSchema schema,
        DataProfile profile,
        IReadOnlyDictionary<QualifiedName, long> counts,
        IReadOnlyDictionary<string, LaterType> later,
        CancellationToken cancellation
    )
    {
        var oracle = new EngineOracle(new(new("")) { Seed = seed }, schema, engine, context) { Running = sandbox };
        (rules, _) = await oracle.CompleteAsync(WithForms(schema, later), cancellation);
        var early = TriggerText.Filled(schema);
        try
        {
            // Triggers fire, as when the application writes: they may keep columns alike.
            await target.TopUpAsync(WithoutTriggers(schema), profile, counts, rules, seed, early, cancellation);
        }
        catch (Failure)
            when (schema.Tables.Any(t => t.Triggers.Count > 0) && schema.Tables.All(t => DerivedColumns.Of(t, schema).Count == 0))
        {
            // Some refuse what they do not know, or stand in the way of constraints that come back in the same transaction. Without those
            // that derive columns the rows would be such as no application leaves behind.
            await target.TopUpAsync(schema, profile, counts, rules, seed, early, cancellation);
        }
    }

    private SeedRules WithForms(RelationalSchema schema, IReadOnlyDictionary<string, LaterType> later)
    {
        var known = given.Columns.ToDictionary(r => r.Path, StringComparer.Ordinal);
        var forms = schema
            .Tables.SelectMany(t =>
                t.Columns.Where(c => c.Type is DataType.Text && !t.ForeignKeys.Any(f => f.Columns.Contains(c.Name)))
                    .Select(c =>
                        known.GetValueOrDefault($"{t.Name}.{c.Name}")
                        ?? (
                            later.GetValueOrDefault(LaterTypes.Key(t.Name.Name, c.Name)) is { } type
                                ? TextForms.Rule($"{t.Name}.{c.Name}", type, ValueForms.Of(engine.Name))
                                : null
                        )
                    )
            )
            .OfType<ColumnRule>()
            .ToList();
        var others = rules.Columns.Where(r => !formed.Contains(r.Path)).ToList();
        formed = forms.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        return rules with { Columns = [.. forms, .. others.Where(r => !formed.Contains(r.Path))] };
    }

    private static RelationalSchema WithoutTriggers(RelationalSchema schema) =>
        schema with
        {
            Tables = schema.Tables.Select(t => t with { Triggers = [] }).ToSequence(),
        };

    private static bool HasNewColumns(RelationalSchema before, Table table) =>
        before.Find(table.Name) is { } was && table.Columns.Any(c => was.Find(c.Name) is null);

    private static TableProfile Awkward(TableProfile table, double share) =>
        table with
        {
            Columns = table.Columns.Select(c => c.NullShare > 0 ? c with { NullShare = share } : c).ToSequence(),
            References = table.References.Select(r => r.NullShare > 0 ? r with { NullShare = share } : r).ToSequence(),
        };
}
