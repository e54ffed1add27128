using System.Globalization;
using System.Text;

namespace Dbwright.Model;

/// <summary>What a statement does to a running system or to its data.</summary>
public enum HazardKind
{
    /// <summary>Values or rows that were there are gone.</summary>
    DataLoss,

    /// <summary>The table and its indexes are written anew while it is locked.</summary>
    Rewrite,

    /// <summary>Every row is read while the table is locked.</summary>
    Scan,

    /// <summary>An index is built while the table takes no writes.</summary>
    IndexBuild,

    /// <summary>It fails when rows do not satisfy it.</summary>
    DependsOnData,
}

/// <summary>A hazard of one statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">What is lost, written or read, as a sentence.</param>
public sealed record Hazard(HazardKind Kind, string Detail)
{
    /// <summary>The query that counts what is lost or in the way, run before the plan; none where there is none.</summary>
    public string? Count { get; init; }

    /// <summary>The kind in kebab case: <c>data-loss</c>.</summary>
    public string Name => WordOf(Kind);

    /// <summary>A kind of hazard in kebab case.</summary>
    public static string WordOf(HazardKind kind) =>
        kind switch
        {
            HazardKind.DataLoss => "data-loss",
            HazardKind.Rewrite => "rewrite",
            HazardKind.Scan => "scan",
            HazardKind.IndexBuild => "index-build",
            HazardKind.DependsOnData => "depends-on-data",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A hazard without a word."),
        };
}

/// <summary>One statement of a plan.</summary>
/// <param name="Sql">The statement, without final semicolon.</param>
/// <param name="On">The object that it is about.</param>
public sealed record MigrationStep(string Sql, ObjectId On)
{
    /// <summary>The change that it comes from; none for what is only dropped and made again around another change.</summary>
    public Change? Change { get; init; }

    /// <summary>Further changes that the same statement makes.</summary>
    public Sequence<Change> Also { get; init; } = [];

    /// <summary>Whether it may stand in a transaction with what follows it.</summary>
    public bool InTransaction { get; init; } = true;

    /// <summary>What it locks and how, in the engine's words: <c>access exclusive on orders</c>; none where it is not known.</summary>
    public string? Lock { get; init; }

    /// <summary>What it does to a running system and its data.</summary>
    public Sequence<Hazard> Hazards { get; init; } = [];

    /// <summary>Why it is there when no change says so: <c>rebuilt around column orders.total</c>.</summary>
    public string? Reason { get; init; }
}

/// <summary>An ordered way from one schema to another.</summary>
/// <param name="Engine">The engine whose SQL it is.</param>
/// <param name="Start">The schema it starts from.</param>
/// <param name="Steps">The steps in their order.</param>
public sealed record MigrationPlan(string Engine, RelationalSchema Start, Sequence<MigrationStep> Steps)
{
    /// <summary>The fingerprint of the schema it starts from.</summary>
    public string From => SchemaParts.Fingerprint(Start);

    /// <summary>What a person should know, refusals among them (<see cref="Severity.Error"/>): then the plan must not run without permission.</summary>
    public Sequence<Finding> Findings { get; init; } = [];

    /// <summary>Whether definitions can be undone on this engine, so that the steps stand in a transaction.</summary>
    public bool Transactional { get; init; } = true;

    /// <summary>Whether a step destroys data.</summary>
    public bool LosesData => Steps.Any(s => s.Hazards.Any(h => h.Kind == HazardKind.DataLoss));

    /// <summary>The steps in groups that are each one transaction; a step that cannot be in one is a group of its own.</summary>
    public Sequence<Sequence<MigrationStep>> Transactions()
    {
        var groups = new List<Sequence<MigrationStep>>();
        var open = new List<MigrationStep>();
        foreach (var step in Steps)
        {
            if (step.InTransaction)
            {
                open.Add(step);
                continue;
            }

            Close();
            groups.Add([step]);
        }

        Close();
        return groups.ToSequence();

        void Close()
        {
            if (open.Count > 0)
            {
                groups.Add(open.ToSequence());
                open.Clear();
            }
        }
    }

    /// <summary>The whole plan as a script that runs as it stands; empty when there is nothing to do.</summary>
    public string Sql()
    {
        var text = new StringBuilder();
        foreach (var group in Transactions())
        {
            var wrapped = Transactional && group[0].InTransaction;
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            text.Append(wrapped ? "begin;\n\n" : "").Append(Text(group)).Append(wrapped ? "\ncommit;\n" : "");
        }

        return text.ToString();
    }

    /// <summary>The statements alone, for those who begin and end the transaction themselves.</summary>
    public string Statements() => Text(Steps);

    private string Text(Sequence<MigrationStep> steps)
    {
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            text.Append(text.Length > 0 ? "\n" : "");
            Remarks(text, step);
            text.Append(ClientScript.Close(Engine, step.Sql));
        }

        return text.ToString();
    }

    // Where nothing can be undone, each statement says where it stands, so that a failure tells what is done.
    private void Remarks(StringBuilder text, MigrationStep step)
    {
        if (!Transactional && Steps.Count > 1)
        {
            var number = Steps.TakeWhile(s => !ReferenceEquals(s, step)).Count() + 1;
            text.Append(
                number == 1
                    ? $"-- The server commits each of these {Steps.Count} statements by itself. After a failure, go on with the one that failed.\n\n"
                    : ""
            );
            text.Append(CultureInfo.InvariantCulture, $"-- {number} of {Steps.Count}\n");
        }

        foreach (var hazard in step.Hazards)
        {
            text.Append("-- ").Append(hazard.Name).Append(": ").Append(OneLine(hazard.Detail)).Append('\n');
            if (hazard.Count is { } count)
            {
                text.Append("--   ").Append(OneLine(count)).Append('\n');
            }
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
