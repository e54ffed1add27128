using System.Globalization;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>What was asked, what is assumed, what contradicts, what is not yet designed: <c>requirements.md</c>.</summary>
internal static class RequirementsPage
{
    /// <summary>The page.</summary>
    public static string Write(DatabaseDesign design)
    {
        var asked = design.Requirements;
        var page = new Markdown()
            .Heading(1, $"{Markdown.Escape(asked.Application)}: requirements")
            .Paragraph(Markdown.Escape(asked.About))
            .Paragraph(
                $"Read from {Markdown.Span(asked.Source)}. That document is the source; this page only says how it was understood."
            );
        Findings(page, design);
        page.Heading(2, "Assumptions");
        if (asked.Assumptions.Count == 0)
        {
            page.Paragraph("None: the document leaves nothing open.");
        }

        page.Table(
            ["About", "Assumed, because the document says nothing else"],
            asked.Assumptions.Select(a => new[] { Markdown.Span(a.Subject), Markdown.Escape(a.Text) })
        );
        page.Heading(2, "Service levels").Table(["Level", "Asked for"], Levels(asked.Quality));
        Environment(page, asked);
        Entities(page, design);
        page.Heading(2, "Relationships")
            .List(asked.Relationships.Select(r => $"{Markdown.Span(r.Id)}: {Markdown.Escape(Sentence(r, design))}"));
        Rules(page, asked);
        Transactions(page, asked);
        Pins(page, asked);
        page.Heading(2, "Access patterns")
            .Paragraph($"{Quantity.Count(asked.Access.Count, "pattern")}: see [access-patterns.md](access-patterns.md).");
        return page.ToString();
    }

    /// <summary>What a relationship means, as sentences.</summary>
    internal static string Sentence(Relationship relationship, DatabaseDesign design)
    {
        var (left, right) = (relationship.Left, relationship.Right);
        var sentence =
            $"{Article(right, capital: true)} has {Number(relationship.LeftCardinality, left, design)}; "
            + $"{Article(left)} has {Number(relationship.RightCardinality, right, design)}.";
        if (relationship.IsManyToMany)
        {
            sentence += $" Kept as {relationship.Role}.";
        }
        else if (relationship.Role != relationship.Referenced)
        {
            sentence += $" Known as its {relationship.Role}.";
        }

        if (relationship.OnDelete != DeleteRule.Restrict || relationship.OnDeleteGiven)
        {
            sentence += relationship.OnDelete switch
            {
                DeleteRule.Cascade => " Deleting one deletes what refers to it.",
                DeleteRule.SetNull => " Deleting one empties the references to it.",
                _ => " One that is referred to cannot be deleted.",
            };
        }

        return relationship.About.Length > 0 ? $"{sentence} {relationship.About}" : sentence;
    }

    private static string Article(string noun, bool capital = false)
    {
        var article = "aeiou".Contains(noun[0]) ? "an" : "a";
        return $"{(capital ? char.ToUpperInvariant(article[0]) + article[1..] : article)} {noun}";
    }

    // The names of the tables are the plurals of the entities.
    private static string Number(Cardinality cardinality, string noun, DatabaseDesign design) =>
        cardinality switch
        {
            Cardinality.One => $"exactly one {noun}",
            Cardinality.ZeroOrOne => $"no or one {noun}",
            Cardinality.Many => $"any number of {design.Find(noun)?.Table.Name ?? noun}",
            Cardinality.OneOrMany => $"at least one {noun}",
            _ => throw new ArgumentOutOfRangeException(nameof(cardinality), cardinality, "A cardinality without words."),
        };

    private static void Findings(Markdown page, DatabaseDesign design)
    {
        page.Heading(2, "Conflicts, and what is not yet designed");
        if (design.Findings.Count == 0)
        {
            page.Paragraph("None.");
        }

        page.List(
            design
                .Findings.OrderByDescending(f => f.Severity)
                .Select(f =>
                    $"**{Words.Of(f.Severity)}** {Markdown.Escape(f.Title)}"
                    + (f.Detail.Length > 0 ? $" {Markdown.Escape(f.Detail)}" : "")
                    + (f.Fix is { } fix ? $" To do: {Markdown.Escape(fix)}" : "")
                    + (f.Location is { } at ? $" ({Markdown.Span(at.ToString())})" : "")
                )
        );
    }

    private static IEnumerable<string[]> Levels(Quality quality)
    {
        yield return ["Consistency", Markdown.Escape(quality.Consistency)];
        yield return ["Latency, 95th percentile", Quantity.Duration(quality.P95)];
        yield return ["Latency, 99th percentile", Quantity.Duration(quality.P99)];
        yield return
        [
            "Availability",
            quality.AvailabilityPercent is { } p ? $"{p.ToString(CultureInfo.InvariantCulture)} %" : "not said",
        ];
        yield return ["Reads", Quantity.Rate(quality.ReadsPerSecond)];
        yield return ["Writes", Quantity.Rate(quality.WritesPerSecond)];
        yield return ["Users at the same time", quality.ConcurrentUsers is { } users ? Quantity.Count(users) : "not said"];
        yield return
        [
            "Greatest loss of recent writes (RPO)",
            quality.RecoveryPoint is { } rpo ? Quantity.Duration(rpo) : "not said",
        ];
        yield return ["Greatest time to be back (RTO)", quality.RecoveryTime is { } rto ? Quantity.Duration(rto) : "not said"];
    }

    private static void Environment(Markdown page, Requirements asked)
    {
        var deployment = asked.Deployment;
        var rows = new List<string[]>();
        Add("Engine", asked.Database);
        Add("Hosting", deployment.Hosting);
        Add("Cloud", deployment.Cloud);
        Add("Regions", Joined(deployment.Regions));
        Add("Data must stay in", deployment.Residency);
        Add("Extensions allowed", Joined(deployment.Extensions));
        Add("Migration framework", deployment.Migrations);
        Add("Budget", deployment.Budget);
        Add("The team knows", Joined(deployment.Team));
        Add("Compliance", Joined(asked.Compliance));
        Add(
            "Tenancy",
            asked.Tenancy is { } tenancy ? $"every row belongs to one {tenancy.By}; isolation by {tenancy.Isolation}" : null
        );
        Add("Surrogate keys", asked.Conventions.Keys == KeyConvention.Identity ? "64-bit identity" : "UUID version 7");
        Add("Audit columns", asked.Conventions.Audit ? "created_at and updated_at on every table" : "none");
        Add("Closed value sets", asked.Conventions.Enums.ToString().ToLowerInvariant());
        Add("Marked deleted instead of removed", Joined(asked.Conventions.SoftDelete));
        page.Heading(2, "Environment and conventions").Table(["", ""], rows);

        void Add(string title, string? value)
        {
            if (value is not null)
            {
                rows.Add([title, Markdown.Escape(value)]);
            }
        }
    }

    private static string? Joined(Sequence<string> values) => values.Count == 0 ? null : string.Join(", ", values);

    private static void Entities(Markdown page, DatabaseDesign design) =>
        page.Heading(2, "Entities")
            .Table(
                ["Entity", "What it is", "Rows", "Growth", "Kept", "Table"],
                design.Requirements.Entities.Select(e =>
                    new[]
                    {
                        Markdown.Span(e.Name),
                        Markdown.Escape(e.About),
                        e.Reference is { } reference
                            ? $"{Quantity.Count(reference.Rows.Count)} from {Markdown.Span(reference.File)}"
                        : e.Volume.Rows is { } rows ? Quantity.Count(rows)
                        : "not said",
                        Growth(e.Volume),
                        e.Volume.Keep is { } keep ? Quantity.Duration(keep) : "",
                        design.Find(e.Name) is { } mapping ? Markdown.Span(mapping.Table.ToString()) : "",
                    }
                )
            );

    private static string Growth(Volume volume) =>
        volume.PercentPerMonth is { } percent ? $"{percent.ToString("0.#", CultureInfo.InvariantCulture)} % a month"
        : volume.RowsPerMonth is { } rows ? $"{Quantity.Count(rows)} a month"
        : "";

    private static void Rules(Markdown page, Requirements asked)
    {
        var rules = asked.Entities.SelectMany(e => e.Rules.Concat(e.Attributes.SelectMany(a => a.Rules))).ToList();
        if (rules.Count > 0)
        {
            page.Heading(2, "Rules").List(rules.Select(r => $"{Markdown.Span(r.Id)}: {Markdown.Span(r.Text)}"));
        }

        if (asked.Dependencies.Count > 0)
        {
            page.Heading(2, "Functional dependencies")
                .List(
                    asked.Dependencies.Select(d =>
                        $"{Markdown.Escape(d.Entity)}: {Markdown.Span($"{string.Join(", ", d.Determinant)} → {string.Join(", ", d.Dependent)}")}"
                    )
                );
        }
    }

    private static void Transactions(Markdown page, Requirements asked)
    {
        if (asked.Transactions.Count == 0)
        {
            return;
        }

        page.Heading(2, "Transactions");
        foreach (var transaction in asked.Transactions)
        {
            page.Paragraph($"**{Markdown.Escape(transaction.Name)}** {Markdown.Escape(transaction.About)}".TrimEnd())
                .List([
                    $"Steps: {Markdown.Spans(transaction.Steps)}",
                    $"Isolation: {Markdown.Escape(transaction.Isolation)}",
                    .. transaction.Invariants.Select(i => $"Never returns a row: {Markdown.Span(i)}"),
                ]);
        }
    }

    private static void Pins(Markdown page, Requirements asked)
    {
        if (asked.Physical.Count > 0)
        {
            page.Heading(2, "The owner's own decisions")
                .Table(
                    ["What", "On", "Value", "Reason"],
                    asked.Physical.Select(p =>
                        new[] { Pin(p.Kind), Markdown.Span(p.Target), Markdown.Span(p.Value), Markdown.Escape(p.Reason) }
                    )
                );
        }
    }

    private static string Pin(PinKind kind) =>
        kind switch
        {
            PinKind.Name => "name",
            PinKind.Type => "type",
            PinKind.Key => "key",
            PinKind.AddIndex => "index",
            PinKind.ForbidIndex => "no index",
            PinKind.Partition => "partition",
            PinKind.Setting => "setting",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A pin without a word."),
        };
}
