using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What is said when a run that was cut off cannot simply be gone on with.</summary>
internal static class UnfinishedRun
{
    /// <summary>Statements that are done were edited.</summary>
    public static Failure Edited(FileRun file, int done) =>
        Failure.Because(
            ExitStatus.Refused,
            "edited-unfinished-migration",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Script.Path} is half applied, and one of its first {done} statements, which are done, was edited."
            ),
            "Where to go on is not known any more. Nothing was done.",
            "Restore what is done and edit only what comes after it; or bring the database in order by hand and say so with "
                + $"`dbwright migrate repair TARGET --version {file.Entry.Version} --mark applied` (or `--mark pending`)."
        );

    /// <summary>Nobody can tell whether a statement took effect.</summary>
    public static Failure Unknown(FileRun file, int at) =>
        Failure.Because(
            ExitStatus.Refused,
            "unknown-outcome",
            $"An earlier run was cut off in this statement, and nobody can tell whether it took effect.",
            $"It may end transactions inside itself: {FirstLine(file.Steps[at].Text)}. Nothing was done.",
            $"Look at what it changes. Then `dbwright migrate repair TARGET --version {file.Entry.Version} --mark done` goes on behind it, "
                + "`--mark again` runs it again.",
            file.At(at)
        );

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();
}
