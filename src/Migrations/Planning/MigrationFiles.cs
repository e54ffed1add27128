using System.Globalization;
using System.Text;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A plan and its reverse as a pair of files, each with a header that says what it does and how it is undone.</summary>
public static class MigrationFiles
{
    /// <summary>So many changes are named in the header; a longer list is for the statements themselves.</summary>
    private const int NamedChanges = 12;

    /// <summary>The pair <c>V0002__name.sql</c> and <c>U0002__name.sql</c>; none without changes.</summary>
    /// <param name="changes">The differences.</param>
    /// <param name="up">The way there.</param>
    /// <param name="down">The way back.</param>
    /// <param name="version">The version of both.</param>
    /// <param name="why">Why it is done, as a sentence.</param>
    /// <param name="test">How it was or will be tested, as a sentence.</param>
    public static Sequence<Deliverable> For(
        Sequence<Change> changes,
        MigrationPlan up,
        MigrationPlan down,
        long version,
        string why,
        string test
    )
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var name = Name(changes);
        var number = version.ToString("0000", CultureInfo.InvariantCulture);
        return
        [
            File($"V{number}", name, Header(changes, up, why, test, $"U{number}__{name}.sql"), up),
            File(
                $"U{number}",
                name,
                Header(Change.Reverse(changes), down, $"The way back from V{number}.", test, $"V{number}__{name}.sql"),
                down
            ),
        ];
    }

    private static Deliverable File(string version, string name, MigrationHeader header, MigrationPlan plan)
    {
        var isPlain = plan.Steps.All(s => s.InTransaction);
        var text = new StringBuilder(header.Write(version));
        text.Append(isPlain ? "" : $"{MigrationFolder.NoTransaction}\n").Append('\n');
        text.Append(isPlain ? plan.Statements() : plan.Sql());
        return new($"{version}__{name}.sql", text.ToString()) { Permanent = true };
    }

    private static MigrationHeader Header(Sequence<Change> changes, MigrationPlan plan, string why, string test, string back)
    {
        var named = string.Join("; ", changes.Take(NamedChanges).Select(c => c.ToString()));
        var more = changes.Count > NamedChanges ? $"; and {Quantity.Count(changes.Count - NamedChanges, "more change")}" : "";
        var hazards = plan.Steps.SelectMany(s => s.Hazards).ToList();
        var locks = plan.Steps.Select(s => s.Lock).OfType<string>().Distinct().ToList();
        var losses = hazards.Where(h => h.Kind == HazardKind.DataLoss).Select(h => h.Detail).Distinct().ToList();
        var waits = hazards.Where(h => h.Kind != HazardKind.DataLoss).Select(h => $"{h.Name}: {h.Detail}").Distinct().ToList();
        return new()
        {
            What = $"{named}{more}.",
            Why = why,
            Impact =
                (losses.Count > 0 ? $"DATA LOSS: {string.Join(" ", losses)} " : "")
                + (locks.Count > 0 ? $"Locks: {string.Join("; ", locks)}." : "No lock that is known to matter."),
            Affected = string.Join(", ", changes.Select(c => c.On.Name.ToString()).Distinct(StringComparer.Ordinal)),
            Rollback = losses.Count > 0 ? $"{back}; what was lost comes back only from a backup." : $"{back}.",
            Duration = waits.Count > 0 ? string.Join(" ", waits) : "Independent of the number of rows.",
            Test = test,
        };
    }

    private static string Name(Sequence<Change> changes)
    {
        var tables = changes.Select(c => c.On.Name.Name).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var name = tables.Count <= 2 ? $"change_{string.Join("_and_", tables)}" : $"change_{tables.Count}_objects";
        return string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
    }
}
