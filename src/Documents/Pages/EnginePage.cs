using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>What works on which engine: <c>docs/engines.md</c>, written from the roles that the engines have.</summary>
public static class EnginePage
{
    private static readonly (string Title, Func<Engine, object?> Role)[] Roles =
    [
        ("Names: quoting, folding, limits", e => e.Names),
        ("Types: semantic types as data types", e => e.Types),
        ("Writer: definitions as SQL", e => e.Writer),
        ("Queries: access patterns as statements", e => e.Queries),
        ("Inspector: a schema from the catalogues", e => e.Inspector),
        ("Loader: bulk loading", e => e.Loader),
        ("Statistics: planner statistics and sizes", e => e.Statistics),
        ("Sandboxes: throw-away servers", e => e.Sandboxes),
        ("Plan reader: execution plans", e => e.PlanReader),
        ("Alterer: changes of a schema as statements", e => e.Alterer),
        ("Script runner: texts written by others, loaded in a sandbox", e => e.ScriptRunner),
        ("Live databases: reading what is there", e => e.LiveDatabases),
        ("Locks of runs: one run of migrations at a time, and who is in its way", e => e.RunLocks),
        ("Rights of runs: what an account may not do, told before anything runs", e => e.RunRights),
        ("Steps: files statement by statement, and what became of one that was cut off", e => e.Steps),
        ("Lock meter: what a statement locks, writes anew and reads, measured on a sandbox", e => e.LockMeter),
        ("Row sums: whether rows are the same, without moving them", e => e.RowSums),
        ("Online forms: plans that a running application lives through", e => e.OnlineForms),
        ("Index abilities: what the index design may use", e => e.IndexAbilities),
    ];

    private static readonly (string Title, Func<IndexAbilities, string> Ability)[] Abilities =
    [
        ("Partial indexes", a => Mark(a.Partial)),
        ("Indexes on expressions", a => Mark(a.Expressions)),
        ("Covering indexes (INCLUDE)", a => Mark(a.Include)),
        (
            "Full text",
            a =>
                a.FullText switch
                {
                    FullTextForm.DocumentColumn => "generated column, inverted index",
                    FullTextForm.VirtualTable => "virtual table, triggers",
                    FullTextForm.Index => "index over the texts",
                    _ => "–",
                }
        ),
        ("Substring search", a => a.TrigramOperatorClass is { } c ? Markdown.Span(c) : "–"),
        ("JSON containment", a => Mark(a.JsonContainment)),
        ("Nearest points", a => Mark(a.Nearest)),
        ("Hash indexes", a => Mark(a.Hash)),
        ("Block-range indexes", a => Mark(a.BlockRange)),
    ];

    /// <summary>The page.</summary>
    public static string Write(Sequence<Engine> engines)
    {
        string[] header = ["", .. engines.Select(e => Markdown.Escape(e.Title))];
        return new Markdown()
            .Heading(1, "Engines")
            .Paragraph(
                "What dbwright can do with which database product. This page is generated from the program; a test compares the two. "
                    + "What an engine cannot do is refused with a clear error, never ignored."
            )
            .Table(
                ["Engine", "Name on the command line", "Other names"],
                engines.Select(e => new[] { Markdown.Escape(e.Title), Markdown.Span(e.Name), Markdown.Spans(e.Aliases) })
            )
            .List(
                engines
                    .Where(e => e.NotExecuted is not null)
                    .Select(e => $"**{Markdown.Escape(e.Title)}**: {Markdown.Escape(e.NotExecuted!)}")
            )
            .Heading(2, "Roles")
            .Table(header, Roles.Select(r => (string[])[r.Title, .. engines.Select(e => Mark(r.Role(e) is not null))]))
            .Heading(2, "Indexes")
            .Table(
                header,
                Abilities.Select(a =>
                    (string[])[a.Title, .. engines.Select(e => e.IndexAbilities is { } abilities ? a.Ability(abilities) : "–")]
                )
            )
            .ToString();
    }

    private static string Mark(bool has) => has ? "yes" : "–";
}
