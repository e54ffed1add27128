using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What is left out while texts are loaded, gathered so that each matter is one finding.</summary>
internal sealed class ScriptReport
{
    private const int Shown = 12;

    private readonly List<Finding> findings = [];
    private readonly List<(string What, Location At)> losses = [];
    private readonly List<(string Statement, string Reason, Location At)> consequences = [];
    private readonly Dictionary<string, (string Detail, List<string> What, Location At)> notes = new(StringComparer.Ordinal);
    private readonly List<string> orderOfNotes = [];
    private readonly List<(string What, Location At)> accounts = [];
    private long rows;
    private Location? firstRows;

    /// <summary>Whether something could not be made, so that others may miss it.</summary>
    public bool HasLosses => losses.Count > 0;

    /// <summary>Whether rows were left out.</summary>
    public bool HasSkippedRows => firstRows is not null;

    /// <summary>Something that the sandbox cannot have; what needs it is added to the same finding.</summary>
    public void Lose(string what, Location at) => losses.Add((what, at));

    /// <summary>A statement that fails because of something lost.</summary>
    public void Miss(string statement, string reason, Location at) => consequences.Add((statement, reason, at));

    /// <summary>A definer or right that the sandbox cannot have, as its server is not private.</summary>
    public void LeaveOut(string what, Location at) => accounts.Add((what, at));

    /// <summary>Rows that are not loaded.</summary>
    public void SkipRows(long count, Location at)
    {
        rows += count;
        firstRows ??= at;
    }

    /// <summary>Something that is left out as it says nothing about the schema; one finding for each title.</summary>
    public void Ignore(string title, string detail, string what, Location at)
    {
        if (!notes.TryGetValue(title, out var note))
        {
            notes[title] = note = (detail, [], at);
            orderOfNotes.Add(title);
        }

        if (!note.What.Contains(what))
        {
            note.What.Add(what);
        }
    }

    /// <summary>Anything else.</summary>
    public void Add(Finding finding) => findings.Add(finding);

    /// <summary>All of it.</summary>
    public Sequence<Finding> Findings()
    {
        var all = findings.ToList();
        if (losses.Count > 0)
        {
            var missing = losses.Select(l => l.What).Distinct().ToList();
            all.Add(
                new Finding(
                    "not-loaded",
                    Severity.Warning,
                    consequences.Count == 0
                        ? $"The sandbox cannot have {Listed(missing)}."
                        : $"The sandbox cannot have {Listed(missing)}; {Plural.Counted(consequences.Count, "statement")} that {(consequences.Count == 1 ? "needs what is missing is" : "need what is missing are")} left out."
                )
                {
                    Detail = string.Join(
                        '\n',
                        losses
                            .Skip(1)
                            .Take(Shown)
                            .Select(l => $"{l.At}: {l.What}")
                            .Concat(consequences.Take(Shown).Select(c => $"{c.At}: {c.Statement} ({c.Reason})"))
                            .Concat(consequences.Count > Shown ? [$"and {consequences.Count - Shown} more"] : [])
                    ),
                    Location = losses[0].At,
                    Fix =
                        "Install what is missing for the server of the sandbox, or name a server that has it with --sandbox URL.",
                }
            );
        }

        if (accounts.Count > 0)
        {
            all.Add(
                new Finding(
                    IScriptRun.AccountsLeftOut,
                    Severity.Warning,
                    $"Left out, as the sandbox is on a server of yours: {Listed(accounts.Select(a => a.What).Distinct().ToList())}."
                )
                {
                    Detail =
                        "Accounts that a text names are made on private servers only, where nobody else can use them. A comparison with "
                        + "this schema leaves out all definers and rights of both ends.",
                    Location = accounts[0].At,
                    Fix = "Leave out --sandbox: a private server is started.",
                }
            );
        }

        if (firstRows is not null)
        {
            all.Add(
                new Finding(
                    "rows-left-out",
                    Severity.Note,
                    $"{Plural.Counted(rows, "row")} {(rows == 1 ? "is" : "are")} left out; only the schema is read."
                )
                {
                    Location = firstRows,
                }
            );
        }

        all.AddRange(
            orderOfNotes.Select(title => new Finding("ignored", Severity.Note, $"{title}: {Listed(notes[title].What)}.")
            {
                Detail = notes[title].Detail,
                Location = notes[title].At,
            })
        );
        return all.ToSequence();
    }

    private static string Listed(List<string> names) =>
        names.Count <= Shown
            ? string.Join(", ", names)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(", ", names.Take(Shown))} and {names.Count - Shown} more"
            );
}
