using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Triggers, which fire in an order that each says by the one it follows. All that changes at one moment of a table is done together: what
/// goes first, then what comes in its order; one that comes before another that stays says that.
/// </summary>
internal static class MariaDbTriggers
{
    /// <summary>What tells triggers of one moment from others.</summary>
    public static string Moment(SchemaPart.TriggerPart part) =>
        $"{part.Table} {part.Definition.Timing} {string.Join(",", part.Definition.Events)}";

    /// <summary>The statements for changes of triggers of one table.</summary>
    public static Alteration Alter(Sequence<Change> group, AlterationContext context, MariaDbDialect dialect)
    {
        var gone = group.Select(Before).OfType<SchemaPart.TriggerPart>();
        var come = group.Select(After).OfType<SchemaPart.TriggerPart>().ToList();
        var coming = come.Select(c => c.Definition.Name).ToHashSet(StringComparer.Ordinal);
        var statements = gone.Select(g => new AlterStatement($"drop trigger {dialect.Names.Quote(g.Definition.Name)}")).ToList();
        while (come.Count > 0)
        {
            var next = come.Find(c => Follows(c.Definition) is not { } other || come.TrueForAll(o => o.Definition.Name != other));
            next ??= come[0];
            come.Remove(next);
            statements.AddRange(Create(next, context, coming, dialect).Select(d => new AlterStatement(d.Sql)));
        }

        return new(statements.ToSequence());
    }

    /// <summary>The statements that make one.</summary>
    public static Sequence<Definition> Create(
        SchemaPart.TriggerPart part,
        AlterationContext context,
        IReadOnlySet<string> coming,
        MariaDbDialect dialect
    )
    {
        var objects = new MariaDbObjectWriter(dialect);
        // The next one that stays, however many come between.
        var all = context.To.Find(part.Table)?.Triggers ?? [];
        var later = all.FirstOrDefault(t => Follows(t) == part.Definition.Name);
        while (
            later is not null && (coming.Contains(later.Name) || context.From.Find(part.Table)?.Triggers.Contains(later) != true)
        )
        {
            var name = later.Name;
            later = all.FirstOrDefault(t => Follows(t) == name);
        }

        var created = objects.Create(part.Table, part.Definition, repeatable: false);
        if (later is null)
        {
            return created;
        }

        var plain = part.Definition with { Details = part.Definition.Details.Where(d => d.Name != "follows").ToSequence() };
        return objects
            .Create(part.Table, plain, repeatable: false)
            .Select(d =>
                d.Kind == "trigger"
                    ? d with
                    {
                        Sql = d.Sql.Replace(
                            "\n    for each row ",
                            $"\n    for each row precedes {dialect.Names.Quote(later.Name)} ",
                            StringComparison.Ordinal
                        ),
                    }
                    : d
            )
            .ToSequence();
    }

    private static string? Follows(Trigger trigger) => trigger.Details.FirstOrDefault(d => d.Name == "follows")?.Value;

    private static SchemaPart? Before(Change change) =>
        change switch
        {
            Change.Dropped(var part) => part,
            Change.Changed(var part, _, _) => part,
            _ => null,
        };

    private static SchemaPart? After(Change change) =>
        change switch
        {
            Change.Created(var part) => part,
            Change.Changed(_, var part, _) => part,
            _ => null,
        };
}
